package dev.evert.benchmarks.latency;

import dev.evert.benchmarks.capture.Nothing;
import dev.evert.dataflow.RowCursor;
import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.Input;
import dev.evert.spi.Surroundings;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * From the moment when a change is to be appended to the log to the moment when a view shows it
 * that joins five tables and aggregates: 400,000 items with their orders, customers, regions and
 * products, items changed at a steady rate, each change durable and a transaction of its own.
 *
 * <p>Arguments: changes a second, seconds to measure.
 */
public final class JoinLatencyBenchmark {
  private static final int WARM_SECONDS = 15;
  private static final String QUERY =
      "select r.id, count(*) as items, sum(i.quantity * p.price) as value, max(i.seq) as last"
          + " from items i join orders o on o.id = i.order_id"
          + " join customers c on c.id = o.customer join regions r on r.id = c.region"
          + " join products p on p.id = i.product group by r.id";

  private JoinLatencyBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int perSecond = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    Path directory = Files.createTempDirectory("latency");
    JoinChanges changes = new JoinChanges();
    Connectors connectors = Nothing.withAllConnectors(List.of(new Factory(changes)));
    try (Engine engine = Engine.open(EngineOptions.in(directory), connectors)) {
      Pipe pipe = engine.start(definition());
      changes.awaitLoaded();
      Arrivals.Count count = new Newest(pipe);
      measure(changes, count, WARM_SECONDS * perSecond, perSecond);
      measure(changes, count, seconds * perSecond, perSecond).print("append to a join of five");
    }
    System.exit(0);
  }

  private static PipeDefinition definition() {
    List<Input> inputs =
        JoinChanges.TABLES.stream()
            .map(table -> new Input(table, StoreUri.parse("changes:" + table)))
            .toList();
    return new PipeDefinition(
        "latency", inputs, List.of(QUERY), List.of(StoreUri.parse("nothing:")));
  }

  private static Percentiles measure(
      JoinChanges changes, Arrivals.Count count, int number, int perSecond) throws Exception {
    try (ExecutorService observer = Executors.newSingleThreadExecutor()) {
      Future<long[]> seen = observer.submit(new Arrivals(count, count.rows(), number));
      long[] appended = changes.run(number, perSecond);
      return new Percentiles(appended, seen.get());
    }
  }

  /** The largest number in the view: as many changes are in it. */
  private static final class Newest implements Arrivals.Count {
    private final Pipe pipe;
    private final List<Type> others;
    private final RowReader reader = new RowReader();
    private long seen = -1;

    Newest(Pipe pipe) {
      this.pipe = pipe;
      this.others = pipe.view().output().schema().types().subList(0, 3);
    }

    /** Waits until there was another publication since the last call, but not for long. */
    @Override
    public long rows() throws InterruptedException {
      pipe.view().published().awaitChange(seen, 100);
      seen = pipe.view().published().changes();
      long last = 0;
      try (RowCursor rows = pipe.view().output().rows()) {
        while (rows.next()) {
          reader.set(rows.rowBytes(), rows.rowFrom(), rows.rowTo());
          others.forEach(reader::skip);
          last = Math.max(last, reader.readInt8());
        }
      }
      return last;
    }
  }

  private record Factory(JoinChanges changes) implements SourceFactory {
    @Override
    public Set<String> schemes() {
      return Set.of("changes");
    }

    @Override
    public String group(StoreUri uri) {
      return "changes";
    }

    @Override
    public Source open(List<StoreUri> tables, Surroundings surroundings) {
      return changes;
    }
  }
}

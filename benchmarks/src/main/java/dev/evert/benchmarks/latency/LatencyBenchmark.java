package dev.evert.benchmarks.latency;

import dev.evert.benchmarks.capture.Nothing;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.Input;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.opensearch.OpenSearchServer;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * From a commit in PostgreSQL, as its client learns of it, to the moment when the row is in a view
 * that joins two tables, and to the moment when it can be searched in Lucene and in OpenSearch with
 * its default refresh; at a steady rate of commits of one row.
 *
 * <p>Arguments: commits a second, seconds to measure, and targets ({@code view}, {@code lucene},
 * {@code opensearch}; all of them if none is named).
 */
public final class LatencyBenchmark {
  static final int CUSTOMERS = 1_000;

  private static final int WARM_SECONDS = 15;
  private static final String QUERY =
      "select o.id, c.name, o.total from orders o join customers c on c.id = o.customer";

  private final int perSecond;
  private final int seconds;
  private final PostgresServer server;

  private LatencyBenchmark(int perSecond, int seconds, PostgresServer server) {
    this.perSecond = perSecond;
    this.seconds = seconds;
    this.server = server;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int perSecond = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    List<String> targets =
        arguments.length > 2
            ? List.of(arguments).subList(2, arguments.length)
            : List.of("view", "lucene", "opensearch");
    try (PostgresServer server = PostgresServer.start()) {
      LatencyBenchmark benchmark = new LatencyBenchmark(perSecond, seconds, server);
      for (String target : targets) {
        benchmark.run(target);
      }
    }
    System.exit(0);
  }

  private void run(String target) throws Exception {
    Path directory = Files.createTempDirectory("latency");
    switch (target) {
      case "view" -> measureView(directory);
      case "lucene" -> {
        Path index = directory.resolve("index");
        measure(target, directory, "lucene://" + index, () -> IndexCount.lucene(index));
      }
      case "opensearch" -> {
        try (OpenSearchServer search = OpenSearchServer.start(directory.resolve("server"), 0)) {
          String uri = "opensearch://" + search.uri().getAuthority() + "/latency";
          measure(target, directory, uri, () -> IndexCount.server(search.uri(), "latency"));
        }
      }
      default -> throw new IllegalArgumentException("no target is named " + target);
    }
  }

  /** Makes the counter once the pipe has made what is counted. */
  @FunctionalInterface
  private interface Counter {
    Arrivals.Count open() throws Exception;
  }

  private void measureView(Path directory) throws Exception {
    String database = database();
    try (Engine engine =
        Engine.open(EngineOptions.in(directory.resolve("data")), Nothing.withAllConnectors())) {
      Pipe pipe = started(engine, database, "nothing:");
      Arrivals.Count count =
          () -> {
            long seen = pipe.view().published().changes();
            long rows = pipe.view().output().rowCount();
            if (pipe.view().published().changes() == seen) {
              pipe.view().published().awaitChange(seen, 1);
            }
            return rows;
          };
      measure("view", database, count);
    }
  }

  private void measure(String target, Path directory, String sink, Counter counter)
      throws Exception {
    String database = database();
    try (Engine engine =
        Engine.open(EngineOptions.in(directory.resolve("data")), Nothing.withAllConnectors())) {
      started(engine, database, sink);
      measure(target, database, counter.open());
    }
  }

  private void measure(String target, String database, Arrivals.Count count) throws Exception {
    PacedCommits commits =
        new PacedCommits(
            "jdbc:postgresql://localhost:" + server.port() + "/" + database,
            PostgresServer.USER,
            perSecond);
    measure(commits, count, WARM_SECONDS * perSecond);
    measure(commits, count, seconds * perSecond).print("commit to " + target);
  }

  private static Percentiles measure(PacedCommits commits, Arrivals.Count count, int number)
      throws Exception {
    try (ExecutorService observer = Executors.newSingleThreadExecutor()) {
      Future<long[]> seen = observer.submit(new Arrivals(count, count.rows(), number));
      long[] committed = commits.run(number);
      return new Percentiles(committed, seen.get());
    }
  }

  private String database() throws Exception {
    String database = server.createDatabase();
    server.execute(
        database,
        "create table customers (id int primary key, name text not null)",
        "insert into customers select i, 'customer ' || i from generate_series(0, %d) i"
            .formatted(CUSTOMERS - 1),
        "create table orders (id int primary key, customer int not null, total int not null)");
    return database;
  }

  private Pipe started(Engine engine, String database, String sink) {
    PipeDefinition definition =
        new PipeDefinition(
            "latency",
            List.of(input(database, "orders"), input(database, "customers")),
            List.of(QUERY),
            List.of(StoreUri.parse(sink)));
    Pipe pipe = engine.start(definition);
    await(() -> pipe.view().recovered() && pipe.sinks().getFirst().holds(pipe.view().time()));
    return pipe;
  }

  private Input input(String database, String table) {
    String uri =
        "postgres://%s@localhost:%d/%s/%s"
            .formatted(PostgresServer.USER, server.port(), database, table);
    return new Input(table, StoreUri.parse(uri));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}

package dev.evert.benchmarks.capture;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How fast a table is copied, and its changes are followed, into nothing and into sinks, with the
 * durable log and the view written in each case.
 *
 * <p>Arguments: rows of the snapshot, rows of the stream, sinks ({@code nothing:}, {@code lucene}).
 */
public final class CaptureBenchmark {
  private final int snapshotRows;
  private final int streamRows;

  private CaptureBenchmark(int snapshotRows, int streamRows) {
    this.snapshotRows = snapshotRows;
    this.streamRows = streamRows;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int snapshotRows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int streamRows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    String sink = arguments.length > 2 ? arguments[2] : "nothing:";
    new CaptureBenchmark(snapshotRows, streamRows).run(sink);
  }

  private void run(String sink) throws Exception {
    Path directory = Files.createTempDirectory("capture");
    try (Workload workload = new Workload()) {
      workload.fill(snapshotRows);
      StoreUri target =
          StoreUri.parse(sink.equals("lucene") ? "lucene://" + directory.resolve("index") : sink);
      try (Engine engine = Engine.open(EngineOptions.in(directory.resolve("data")), connectors())) {
        measure(engine, workload, target);
      }
    }
  }

  private void measure(Engine engine, Workload workload, StoreUri target) throws Exception {
    StoreUri source =
        StoreUri.parse(
            "postgres://%s@localhost:%d/%s/%s"
                .formatted(
                    PostgresServer.USER, workload.port(), workload.database(), Workload.TABLE));
    PipeDefinition definition =
        new PipeDefinition(
            "capture",
            List.of(new PipeDefinition.Input("input", source)),
            List.of(),
            List.of(target));
    Figure snapshot = Figure.begin("snapshot into " + target.scheme());
    Pipe pipe = engine.start(definition);
    await(() -> holds(pipe, snapshotRows));
    snapshot.end(snapshotRows);
    Thread writer = Thread.ofPlatform().start(() -> write(workload));
    Figure stream = Figure.begin("stream into " + target.scheme());
    await(() -> holds(pipe, snapshotRows + streamRows));
    stream.end(streamRows);
    writer.join();
  }

  private void write(Workload workload) {
    try {
      workload.stream(snapshotRows + 1, streamRows);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean holds(Pipe pipe, long rows) {
    if (!pipe.failures().isEmpty()) {
      throw new IllegalStateException(pipe.failures().toString());
    }
    return pipe.view().output().rowCount() >= rows
        && pipe.sinks().getFirst().holds(pipe.view().time());
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static Connectors connectors() {
    List<SourceFactory> sources = new ArrayList<>();
    ServiceLoader.load(SourceFactory.class).forEach(sources::add);
    List<SinkFactory> sinks = new ArrayList<>(List.of(new Nothing.Factory()));
    ServiceLoader.load(SinkFactory.class).forEach(sinks::add);
    return new Connectors(sources, sinks);
  }
}

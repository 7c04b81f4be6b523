package dev.evert.benchmarks.capture;

import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evert itself: durable log, maintained view and a sink. */
final class EvertCapture implements Capture {
  private final EngineOptions options;
  private final PipeDefinition definition;
  private @Nullable Engine engine;
  private @Nullable Pipe pipe;

  EvertCapture(Workload workload, Path directory, String sink) {
    options = EngineOptions.in(directory.resolve("data"));
    StoreUri source =
        StoreUri.parse(
            "postgres://%s@localhost:%d/%s/%s"
                .formatted(
                    PostgresServer.USER, workload.port(), workload.database(), Workload.TABLE));
    definition =
        new PipeDefinition(
            "capture",
            List.of(new PipeDefinition.Input("input", source)),
            List.of(),
            List.of(StoreUri.parse(sink)));
  }

  @Override
  public void start() {
    engine = Engine.open(options, Nothing.withAllConnectors());
    pipe = engine.start(definition);
  }

  @Override
  public void awaitRows(long rows) {
    Pipe running = Objects.requireNonNull(pipe);
    Capture.await(() -> holds(running, rows));
  }

  private static boolean holds(Pipe pipe, long rows) {
    if (!pipe.failures().isEmpty()) {
      throw new IllegalStateException(pipe.failures().toString());
    }
    return pipe.view().output().rowCount() >= rows
        && pipe.sinks().getFirst().holds(pipe.view().time());
  }

  @Override
  public void stop() {
    Objects.requireNonNull(engine).close();
  }
}

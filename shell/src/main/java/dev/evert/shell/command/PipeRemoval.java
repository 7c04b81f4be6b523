package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeInputs;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Path;

/** Removes what a pipe keeps in outside stores. */
final class PipeRemoval {
  private final Invocation invocation;
  private final Connectors connectors;
  private final PipeDefinition pipe;
  private final EngineOptions options;

  PipeRemoval(
      Invocation invocation, Connectors connectors, WrittenPipe pipe, PipeDirectory directory) {
    this.invocation = invocation;
    this.connectors = connectors;
    this.pipe = pipe.definition();
    this.options = EngineOptions.in(directory.path());
  }

  /**
   * Removes slots and publications.
   *
   * @throws dev.evert.spi.error.EvertException if the pipe runs, or a source can not be reached
   */
  void dropSources() {
    // Opened so that no other process runs the pipe meanwhile.
    try (Engine held = Engine.open(options, connectors);
        PipeInputs inputs =
            PipeInputs.open(pipe, connectors, held.log().id().toString(), options, scratch(pipe))) {
      for (int i = 0; i < inputs.sources().size(); i++) {
        inputs.sources().get(i).drop();
        invocation.tell("Removed what was kept in " + inputs.groups().get(i).name() + ".");
      }
    }
  }

  /**
   * Removes the sinks' targets with all their data.
   *
   * @throws dev.evert.spi.error.EvertException if the pipe runs, or a sink can not be reached
   */
  void dropSinks() throws InterruptedException {
    try (Engine held = Engine.open(options, connectors)) {
      assert held != null;
      dropEachSink();
    }
  }

  private void dropEachSink() throws InterruptedException {
    // What comes after the last program fills them.
    PipeDefinition last = pipe.parts().getLast();
    for (StoreUri uri : last.sinks()) {
      Path directory = PipeInputs.sinkDirectory(scratch(last), uri);
      Surroundings surroundings = PipeInputs.surroundings(last, options, directory);
      try (Sink sink =
          connectors.sink(uri.scheme()).open(uri, new IdleSinkContext(last.name()), surroundings)) {
        sink.drop();
      }
      invocation.tell("Removed " + uri + ".");
    }
  }

  private Path scratch(PipeDefinition part) {
    return options.directory().resolve(Pipe.SCRATCH_DIRECTORY).resolve(part.name());
  }
}

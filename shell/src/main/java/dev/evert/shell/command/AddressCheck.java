package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeInputs;
import dev.evert.shell.pipe.Span;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.function.Supplier;

/** Has connectors look at the URIs of a pipe before anything is connected or written. */
final class AddressCheck {
  private final WrittenPipe pipe;
  private final Connectors connectors;
  private final Surroundings surroundings;

  AddressCheck(WrittenPipe pipe, Connectors connectors, EngineOptions options) {
    this.pipe = pipe;
    this.connectors = connectors;
    this.surroundings = PipeInputs.surroundings(pipe.definition(), options, options.directory());
  }

  /**
   * Checks all of them.
   *
   * @throws PipeFailure that points at the first that its connector does not understand
   */
  void run() {
    PipeDefinition definition = pipe.definition();
    for (int i = 0; i < definition.inputs().size(); i++) {
      StoreUri uri = definition.inputs().get(i).uri();
      at(
              pipe.sources().get(i),
              () -> connectors.source(uri.scheme()).open(List.of(uri), surroundings))
          .close();
    }
    IdleSinkContext context = new IdleSinkContext(definition.name());
    for (int i = 0; i < definition.sinks().size(); i++) {
      StoreUri uri = definition.sinks().get(i);
      at(pipe.sinks().get(i), () -> connectors.sink(uri.scheme()).open(uri, context, surroundings))
          .close();
    }
  }

  private <T> T at(Span place, Supplier<T> opening) {
    try {
      return opening.get();
    } catch (EvertException e) {
      boolean aboutText = e.code() == ErrorCode.BAD_URI || e.code() == ErrorCode.BAD_OPTION;
      throw aboutText ? new PipeFailure(pipe.at(place, e), pipe.text()) : e;
    }
  }
}

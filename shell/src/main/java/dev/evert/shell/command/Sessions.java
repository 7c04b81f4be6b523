package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.EngineOptions;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.shell.session.PipeSession;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.function.Supplier;

/** Calls the engine for pipes that a person wrote. */
final class Sessions {
  private Sessions() {}

  static PipeSession start(
      WrittenPipe pipe,
      PipeDirectory directory,
      EngineOptions options,
      Connectors connectors,
      boolean resnapshot) {
    new AddressCheck(pipe, connectors, options).run();
    checkIdle(directory);
    return about(pipe, () -> PipeSession.start(pipe, directory, options, connectors, resnapshot));
  }

  /** The log would say so too, but knows no commands. */
  private static void checkIdle(PipeDirectory directory) {
    PipeState state = PipeState.of(directory);
    if (state.running() && state.report().isPresent()) {
      String name = directory.name();
      throw new EvertException(
          ErrorCode.DATA_IN_USE,
          "pipe " + name + " is running already, in process " + state.report().get().pid(),
          "`evert status " + name + "` shows how it is; `evert stop " + name + "` stops it.");
    }
  }

  /** Does something with a pipe's definition; a failure in a query points into the pipe's text. */
  static <T> T about(WrittenPipe pipe, Supplier<T> action) {
    try {
      return action.get();
    } catch (EvertException e) {
      if (e.place().isEmpty()) {
        throw e;
      }
      throw new PipeFailure(pipe.relocated(e), pipe.text());
    }
  }
}

package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.home.SavedPipe;
import dev.evert.shell.pipe.PipeName;
import dev.evert.shell.pipe.PipeReader;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.spi.error.EvertException;
import java.util.Optional;

/** Finds the pipe that a person means: by its text, or by its name if it was started before. */
final class PipeFinder {
  private final EvertHome home;
  private final PipeReader reader;

  PipeFinder(EvertHome home, Connectors connectors, Invocation invocation) {
    this.home = home;
    this.reader = invocation.reader(connectors);
  }

  /**
   * The pipe that was written or named.
   *
   * @param given a pipe, or the name of one that exists
   * @param name what to call a pipe that is written
   * @throws PipeFailure if it can not be read
   */
  WrittenPipe read(String given, Optional<String> name) {
    if (name.isEmpty() && PipeName.isName(given)) {
      SavedPipe saved = home.existing(given).saved();
      return written(saved.text(), Optional.of(saved.name()));
    }
    return written(given, name);
  }

  private WrittenPipe written(String text, Optional<String> name) {
    try {
      return reader.read(text, name);
    } catch (EvertException e) {
      if (e.place().isEmpty()) {
        throw e;
      }
      throw new PipeFailure(e, text);
    }
  }

  /**
   * The directory of a pipe that exists.
   *
   * @param given its name, or its text, under whatever name it was started
   */
  PipeDirectory existing(String given) {
    if (PipeName.isName(given)) {
      return home.existing(given);
    }
    WrittenPipe pipe = written(given, Optional.empty());
    PipeDirectory directory = home.pipe(pipe.definition().name());
    if (directory.exists()) {
      return directory;
    }
    return home.pipes().stream()
        .filter(other -> other.saved().text().equals(pipe.canonical()))
        .findFirst()
        .orElseGet(() -> home.existing(pipe.definition().name()));
  }
}

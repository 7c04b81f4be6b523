package dev.evert.shell.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where pipes are kept. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where pipes are kept (default: $$EVERT_HOME or ~/.evert).")
  @Nullable Path directory;
}

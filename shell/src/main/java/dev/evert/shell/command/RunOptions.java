package dev.evert.shell.command;

import dev.evert.log.Retention;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to run a pipe. */
final class RunOptions {
  @Mixin DataOption data = new DataOption();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the pipe (default: made from what it reads and writes).")
  @Nullable String name;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "The most memory to use, such as 512m or 4g.")
  @Nullable String memory;

  @Option(
      names = "--retain",
      paramLabel = "TIME",
      converter = RetentionConverter.class,
      description =
          "How long rows stay in the log at least: 12h, 7d or forever (default: what it was, at"
              + " first forever).")
  @Nullable Retention retention;

  @Option(
      names = "--checkpoint",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How often derived state is made durable (default: 10s). A restart replays what came"
              + " after.")
  @Nullable Duration checkpoint;

  @Option(names = "--json", description = "Print the pipe's status as JSON, a line each second.")
  boolean json;

  @Option(
      names = "--resnapshot",
      description = "Copy the sources' rows anew, and go on with what differs.")
  boolean resnapshot;

  @Option(
      names = "--drop-slot",
      description = "Remove what the pipe keeps in its sources (slot, publication) and end.")
  boolean dropSlot;

  @Option(names = "--quiet", description = "Tell only what goes wrong.")
  boolean quiet;
}

package dev.evert.shell.log;

import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamInfo;
import dev.evert.spi.text.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evert log info}. */
@Command(
    name = "info",
    description = "Says what a log holds: its streams, its size, its last position.",
    mixinStandardHelpOptions = true)
final class LogInfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LogArgument place = new LogArgument();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** The size of a log's files. */
  private record Size(long files, long bytes) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = place.directory();
    Size size = size(directory);
    try (Log log = place.view()) {
      if (json) {
        out.println(json(directory, log, size));
      } else {
        print(out, directory, log, size);
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private static Size size(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      return new Size(all.size(), all.stream().mapToLong(file -> file.toFile().length()).sum());
    }
  }

  private static void print(PrintWriter out, Path directory, Log log, Size size) {
    out.printf("log        %s%n", log.id());
    out.printf("directory  %s (%,d files, %,d bytes)%n", directory, size.files, size.bytes);
    out.printf("kept from  %s%n", log.firstRetained());
    out.printf("ends at    %s%s%n", log.durable(), lastTime(log));
    out.printf("key        %s%n%n", log.verifierKey().text());
    int width = log.streams().stream().mapToInt(it -> it.name().length()).max().orElse(1);
    String line = "%-6s  %-" + Math.max(width, "NAME".length()) + "s  %-9s  %s%n";
    out.printf(line, "STREAM", "NAME", "RETENTION", "KEPT FROM");
    for (StreamInfo stream : log.streams()) {
      out.printf(
          line,
          stream.id().value(),
          stream.name(),
          retention(stream.retention()),
          stream.firstRetained());
    }
  }

  private static String lastTime(Log log) {
    Position last = log.beforeEnd(1);
    if (last.equals(log.durable())) {
      return "";
    }
    EventView event = log.event(last);
    return " (last event at "
        + Instant.EPOCH.plus(event.appendTimeMicros(), ChronoUnit.MICROS)
        + ")";
  }

  private static String retention(Retention retention) {
    return switch (retention) {
      case Retention.Forever _ -> "forever";
      case Retention.ForTime time -> time.age().toString().substring(2).toLowerCase(Locale.ROOT);
    };
  }

  private static String json(Path directory, Log log, Size size) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("log").string(log.id().toString());
    json.name("directory").string(directory.toString());
    json.name("files").number(size.files).name("bytes").number(size.bytes);
    json.name("keptFrom").string(log.firstRetained().token());
    json.name("endsAt").string(log.durable().token());
    json.name("key").string(log.verifierKey().text());
    json.name("streams").beginArray();
    for (StreamInfo stream : log.streams()) {
      json.beginObject().name("stream").number(stream.id().value());
      json.name("name").string(stream.name());
      json.name("retention").string(retention(stream.retention()));
      json.name("keptFrom").string(stream.firstRetained().token()).endObject();
    }
    return json.endArray().endObject().toString();
  }
}

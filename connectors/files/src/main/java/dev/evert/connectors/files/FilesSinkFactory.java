package dev.evert.connectors.files;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.uri.StoreUri;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Set;

/** Makes sinks of {@code file:} and {@code stdout:} URIs, which write each change as JSON. */
public final class FilesSinkFactory implements SinkFactory {
  private static final String STDOUT = "stdout";

  @Override
  public Set<String> schemes() {
    return Set.of("file", STDOUT);
  }

  @Override
  public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
    checkOptions(uri);
    if (uri.scheme().equals(STDOUT)) {
      Path progress = surroundings.scratch().resolve("stdout.progress");
      return new StdoutSink(new FileOutputStream(FileDescriptor.out), progress, context.pipe());
    }
    String path = FileGlob.path(uri);
    if (FileGlob.isPattern(path)) {
      throw new EvertException(
          ErrorCode.BAD_URI, "a sink is one file, not a pattern: " + path, "Name one file.");
    }
    Path file = Path.of(path);
    if (uri.option("format").isEmpty() && !isJsonLines(file)) {
      throw new EvertException(
          ErrorCode.BAD_URI,
          "changes are written as one JSON object a line, but the file is named " + path,
          "Let the name end in .jsonl, or say ?format=jsonl.");
    }
    return new ChangeFileSink(file, context.pipe());
  }

  private static boolean isJsonLines(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json");
  }

  private static void checkOptions(StoreUri uri) {
    uri.options()
        .forEach((name, value) -> {
          if (!name.equals("format")) {
            throw new EvertException(ErrorCode.BAD_OPTION, "no option is named '" + name + "'");
          }
          if (FileFormat.named(value) != FileFormat.JSON_LINES) {
            throw new EvertException(
                ErrorCode.BAD_OPTION, "format: a sink writes jsonl only, got '" + value + "'");
          }
        });
  }
}

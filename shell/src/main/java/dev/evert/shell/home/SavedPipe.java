package dev.evert.shell.home;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;

/**
 * What a pipe is, as it is kept.
 *
 * @param text of the pipe, without secrets
 * @param created when it was first started
 */
public record SavedPipe(String name, String text, Instant created) {
  private static final int FORMAT = 1;

  public SavedPipe {
    Objects.requireNonNull(name);
    Objects.requireNonNull(text);
    Objects.requireNonNull(created);
  }

  String json() {
    return new JsonWriter()
        .beginObject()
        .name("format")
        .number(FORMAT)
        .name("name")
        .string(name)
        .name("pipe")
        .string(text)
        .name("created")
        .string(created.toString())
        .endObject()
        .newline()
        .toString();
  }

  static SavedPipe parse(Path file, String json) {
    String name = "";
    String text = "";
    Instant created = Instant.EPOCH;
    int format = 0;
    try {
      JsonReader in = new JsonReader().set(json);
      in.beginObject();
      while (in.nextName()) {
        switch (in.name()) {
          case "format" -> format = Integer.parseInt(in.readNumber());
          case "name" -> name = in.readString();
          case "pipe" -> text = in.readString();
          case "created" -> created = Instant.parse(in.readString());
          default -> in.skip();
        }
      }
      in.end();
    } catch (EvertException | DateTimeException | NumberFormatException e) {
      throw new EvertException(
          ErrorCode.DATA_CORRUPT,
          file + ": wanted a pipe's definition: " + e.getMessage(),
          null,
          e);
    }
    requireFormat(file, format);
    if (name.isEmpty() || text.isEmpty()) {
      throw new EvertException(ErrorCode.DATA_CORRUPT, file + ": the pipe or its name is missing");
    }
    return new SavedPipe(name, text, created);
  }

  private static void requireFormat(Path file, int format) {
    if (format > FORMAT) {
      throw new EvertException(
          ErrorCode.DATA_NEWER,
          file + ": this Evert reads format " + FORMAT + ", the file has format " + format);
    }
    if (format < 1) {
      throw new EvertException(ErrorCode.DATA_CORRUPT, file + ": it names no format");
    }
  }
}

package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small file beside the output that says how far it is complete; replaced as a whole, so that it
 * is the old one or the new one after a crash.
 */
final class ProgressFile {
  private static final int FORMAT = 1;

  private final Path file;

  ProgressFile(Path file) {
    this.file = file;
  }

  /**
   * What the file says.
   *
   * @param pipe that writes the output
   * @param epoch grows with each process that takes the output over
   * @param lengthBytes of the output that are complete
   * @param progress of the sink; null before the first flush
   */
  record Entry(String pipe, long epoch, long lengthBytes, @Nullable SinkProgress progress) {}

  Path path() {
    return file;
  }

  /** What was written last; empty if there is no file. */
  Optional<Entry> read() throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Optional.of(parse(new JsonReader().set(bytes, 0, bytes.length)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (EvertException | NumberFormatException e) {
      throw new EvertException(
          ErrorCode.DATA_CORRUPT,
          file + ": is no progress file: " + e.getMessage(),
          "Remove it together with the output, or name another output.",
          e);
    }
  }

  private static Entry parse(JsonReader json) {
    long format = 0;
    String pipe = "";
    long epoch = 0;
    long length = 0;
    String token = null;
    long version = 0;
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "format" -> format = Long.parseLong(json.readNumber());
        case "pipe" -> pipe = json.readString();
        case "epoch" -> epoch = Long.parseLong(json.readNumber());
        case "length_bytes" -> length = Long.parseLong(json.readNumber());
        case "token" -> token = json.readString();
        case "version" -> version = Long.parseLong(json.readNumber());
        default -> json.skip();
      }
    }
    json.end();
    if (format != FORMAT) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "format " + format + ", known is " + FORMAT);
    }
    return new Entry(pipe, epoch, length, token == null ? null : new SinkProgress(token, version));
  }

  /** Replaces what the file says; durable when this returns. */
  void write(Entry entry) throws IOException {
    JsonWriter json = new JsonWriter();
    json.beginObject().name("format").number(FORMAT).name("pipe").string(entry.pipe());
    json.name("epoch").number(entry.epoch()).name("length_bytes").number(entry.lengthBytes());
    SinkProgress progress = entry.progress();
    if (progress != null) {
      json.name("version").number(progress.version()).name("token").string(progress.token());
    }
    json.endObject().newline();
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.buffer(), 0, json.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(file);
  }

  /** Makes the names in a file's directory durable. */
  static void syncDirectory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Removes the file. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}

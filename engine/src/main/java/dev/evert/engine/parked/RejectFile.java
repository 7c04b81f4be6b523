package dev.evert.engine.parked;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * What a pipe has set aside, as a file for people and other programs: one JSON object a line, with
 * the file and line, or the key, and the reason. It is derived from the log, and made anew when the
 * pipe is opened; there is none while nothing is set aside.
 */
public final class RejectFile implements Consumer<ParkedRecord> {
  private final Path path;

  private RejectFile(Path path) {
    this.path = path;
  }

  /** An empty one, in the place of one that may be there. */
  public static RejectFile create(Path path) {
    RejectFile file = new RejectFile(path);
    try {
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw file.failed(e);
    }
    return file;
  }

  /** Adds a record. */
  @Override
  public synchronized void accept(ParkedRecord record) {
    try {
      Files.writeString(
          path,
          ParkedJson.write(record) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private EvertException failed(IOException e) {
    return new EvertException(
        ErrorCode.IO_FAILED, "writing " + path + ": " + e, "Nothing is lost: it is in the log.", e);
  }
}

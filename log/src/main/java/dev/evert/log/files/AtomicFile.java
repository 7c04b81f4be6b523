package dev.evert.log.files;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Files that are there whole or not at all, also after a crash: written aside, synced, then
 * renamed.
 */
public final class AtomicFile {
  private static final String UNFINISHED = ".new";

  private AtomicFile() {}

  /** Whether a file was being written when the program ended, and may be removed. */
  public static boolean isUnfinished(String name) {
    return name.endsWith(UNFINISHED);
  }

  /** Writes the parts one after the other, durably. */
  public static void write(LogFiles files, String name, boolean secret, byte[]... parts)
      throws IOException {
    write(
        files,
        name,
        secret,
        file -> {
          long at = 0;
          for (byte[] part : parts) {
            file.writeFully(ByteBuffer.wrap(part), at);
            at += part.length;
          }
        });
  }

  /** Lets a file be written, then makes it durable under its name. */
  public static void write(LogFiles files, String name, boolean secret, Body body)
      throws IOException {
    try (LogFile file = files.create(name + UNFINISHED, secret)) {
      body.write(file);
      file.force();
    } catch (IOException | RuntimeException | Error e) {
      discard(files, name + UNFINISHED, e);
      throw e;
    }
    files.rename(name + UNFINISHED, name);
    files.forceDirectory();
  }

  /** On a full disk the part that was written would keep space that others need. */
  private static void discard(LogFiles files, String unfinished, Throwable cause) {
    try {
      files.delete(unfinished);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Body {
    /** Writes all of it. */
    void write(LogFile file) throws IOException;
  }
}

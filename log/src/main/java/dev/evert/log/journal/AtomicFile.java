package dev.evert.log.journal;

import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Files that are there whole or not at all, also after a crash: written aside, synced, then
 * renamed.
 */
final class AtomicFile {
  private static final String UNFINISHED = ".new";

  private AtomicFile() {}

  static boolean isUnfinished(String name) {
    return name.endsWith(UNFINISHED);
  }

  static void write(LogFiles files, String name, boolean secret, byte[]... parts)
      throws IOException {
    try (LogFile file = files.create(name + UNFINISHED, secret)) {
      long at = 0;
      for (byte[] part : parts) {
        file.writeFully(ByteBuffer.wrap(part), at);
        at += part.length;
      }
      file.force();
    }
    files.rename(name + UNFINISHED, name);
    files.forceDirectory();
  }
}

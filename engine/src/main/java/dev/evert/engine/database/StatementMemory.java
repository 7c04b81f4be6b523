package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** How much heap a statement that changes rows may take for keys and rows. One statement. */
final class StatementMemory {
  private final long mostBytes;
  private long takenBytes;

  /** Memory of which nothing is taken yet. */
  StatementMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Takes some more.
   *
   * @throws EvertException LIMIT_EXCEEDED if that is too much
   */
  void take(long bytes) {
    takenBytes += bytes;
    if (takenBytes > mostBytes) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "the keys of the rows that a statement changes, and the rows whose keys it changes, take"
              + " more than "
              + mostBytes
              + " bytes",
          "Change them by several statements.");
    }
  }
}

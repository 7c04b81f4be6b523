package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;

/** Makes the one message about damaged bytes. */
final class Corruption {
  private Corruption() {}

  static LogException at(String file, long offset, long position, String expected, String found) {
    return new LogException(
        LogError.CORRUPT,
        "Corrupt log: "
            + file
            + ", offset "
            + offset
            + ", position "
            + position
            + ": expected "
            + expected
            + ", found "
            + found
            + ". These bytes were acknowledged and are not what was written",
        "Restore the file from a copy; 'evert log verify' lists every damaged place.",
        null);
  }
}

package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** The ids of what a definition makes: its position, and a number for each thing. */
final class Ids {
  private static final int BITS = 10;

  private Ids() {}

  /** The id of the thing with a number, from 0 on, that the definition at a position makes. */
  static long of(long position, int number) {
    if (number >= 1 << BITS) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "a definition makes more than " + (1 << BITS) + " things",
          "Drop some of what depends on it first.");
    }
    return position << BITS | number;
  }

  /** The position of the definition that has made it. */
  static long position(long id) {
    return id >> BITS;
  }
}

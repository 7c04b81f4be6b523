package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Checks how many rows a query inside an expression has. */
public final class Cardinality {
  private Cardinality() {}

  /** True; fails with CARDINALITY_VIOLATION if there is more than one row. */
  public static boolean atMostOne(long rows) {
    if (rows > 1) {
      throw new EvertException(
          ErrorCode.CARDINALITY_VIOLATION,
          "a query that is used as a value has " + rows + " rows, not one");
    }
    return true;
  }
}

package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;

/** Which conditions of an aggregate's calls hold for a row: a bit each. */
public final class Conditions {
  private Conditions() {}

  /** Writes them before the row's arguments. */
  public static void put(long holding, RowWriter out) {
    int at = out.reserve(Long.BYTES);
    BigEndian.putLong(out.buffer(), at, holding);
  }

  /** Reads them where a row begins. */
  public static long get(byte[] bytes, int from) {
    return BigEndian.getLong(bytes, from);
  }
}

package dev.evert.connectors.postgres.connect;

import java.util.Locale;

/** Places in PostgreSQL's write-ahead log, as unsigned 64-bit numbers; 0 is none. */
public final class Lsn {

  private Lsn() {}

  /** Reads PostgreSQL's form, like {@code 16/B374D848}. */
  public static long parse(String text) {
    int slash = text.indexOf('/');
    long high = Long.parseLong(text, 0, slash, 16);
    return high << 32 | Long.parseLong(text, slash + 1, text.length(), 16);
  }

  /** Writes PostgreSQL's form. */
  public static String format(long lsn) {
    return Long.toHexString(lsn >>> 32).toUpperCase(Locale.ROOT)
        + "/"
        + Long.toHexString(lsn & 0xFFFF_FFFFL).toUpperCase(Locale.ROOT);
  }

  /** Whether {@code a} comes before {@code b}. */
  public static boolean isBefore(long a, long b) {
    return Long.compareUnsigned(a, b) < 0;
  }

  /** The later one. */
  public static long later(long a, long b) {
    return isBefore(a, b) ? b : a;
  }
}

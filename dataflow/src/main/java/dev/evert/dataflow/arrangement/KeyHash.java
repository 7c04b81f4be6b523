package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;

/** The hash of a key that filters in files are made of: it never changes. */
public final class KeyHash {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final long MIX_END = 0xD6E8_FEB8_6659_FD93L;

  private KeyHash() {}

  /** The hash of a key. */
  public static long of(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mixed(hash ^ BigEndian.getLong(bytes, at), MIX);
    }
    if (at < to) {
      hash = mixed(hash ^ Bytes.prefix(bytes, at, to), MIX);
    }
    return mixed(hash, MIX_END);
  }

  private static long mixed(long value, long factor) {
    long product = value * factor;
    return product ^ (product >>> Integer.SIZE);
  }
}

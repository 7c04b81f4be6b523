package dev.evert.connectors.postgres.sink;

import dev.evert.spi.row.BigEndian;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Identifies the rows of a view without key. */
final class RowId {

  private RowId() {}

  /** The first 128 bits of the SHA-256 of a key. */
  static UUID of(byte[] key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      return new UUID(BigEndian.getLong(hash, 0), BigEndian.getLong(hash, Long.BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The running number at the end of a key. */
  static long number(byte[] key) {
    return BigEndian.getLong(key, key.length - Long.BYTES) ^ Long.MIN_VALUE;
  }
}

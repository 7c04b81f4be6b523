package dev.evert.sql.runtime;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Sums that tell bytes apart. */
public final class Checksums {
  private Checksums() {}

  /** The CRC-32 of the bytes. */
  public static long crc32(Slice bytes) {
    return value(new CRC32(), bytes);
  }

  /** The CRC-32C of the bytes. */
  public static long crc32c(Slice bytes) {
    return value(new CRC32C(), bytes);
  }

  private static long value(Checksum checksum, Slice bytes) {
    checksum.update(bytes.bytes(), bytes.from(), bytes.size());
    return checksum.getValue();
  }

  /** The SHA-224 hash. */
  public static Slice sha224(Slice bytes) {
    return Slice.of(Codings.hash("SHA-224", bytes));
  }

  /** The SHA-384 hash. */
  public static Slice sha384(Slice bytes) {
    return Slice.of(Codings.hash("SHA-384", bytes));
  }
}

package dev.evert.dataflow.digest;

import java.util.HexFormat;

/**
 * The sum, modulo 2^128, of the hashes of all rows of a Z-set, each times its weight. Equal Z-sets
 * have equal digests; the sum does not depend on an order, and a delta's digest is what it adds.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Digest(long high, long low) {
  /** The digest of nothing. */
  public static final Digest ZERO = new Digest(0, 0);

  /** The digest of both Z-sets together. */
  public Digest plus(Digest other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Digest(high + other.high + carry, sum);
  }

  /** The digest of this Z-set without the other. */
  public Digest minus(Digest other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Digest(high - other.high - borrow, low - other.low);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}

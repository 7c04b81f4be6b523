package dev.evert.connectors.postgres.stream;

import java.nio.charset.StandardCharsets;

/**
 * Gives a transaction without operation id one of its own, the same whenever it is told: a UUID of
 * version 8 of the place of its commit and the cluster's number.
 *
 * <pre>
 *   high = bits 63..16 of the place | version 8 | bits 15..4 of the place
 *   low  = variant 2 | bits 3..0 of the place | 58 bits of the cluster's number, scrambled
 * </pre>
 */
final class Operations {
  /** The prefix of the logical message that carries an operation id. */
  static final byte[] PREFIX = "evert.operation".getBytes(StandardCharsets.UTF_8);

  private static final long VERSION = 8L << 12;
  private static final long VARIANT = 1L << 63;
  private static final int CLUSTER_BITS = 58;

  private final long cluster;

  Operations(String system) {
    long number = system.hashCode() * 0x9E3779B97F4A7C15L;
    try {
      number = Long.parseUnsignedLong(system) * 0x9E3779B97F4A7C15L;
    } catch (NumberFormatException e) {
      // Not a number of PostgreSQL's: the hash has to do.
    }
    cluster = (number ^ number >>> 29) & ((1L << CLUSTER_BITS) - 1);
  }

  /** The upper half. */
  long high(long lsn) {
    return (lsn & ~0xFFFFL) | VERSION | (lsn >>> 4 & 0xFFF);
  }

  /** The lower half. */
  long low(long lsn) {
    return VARIANT | (lsn & 0xF) << CLUSTER_BITS | cluster;
  }
}

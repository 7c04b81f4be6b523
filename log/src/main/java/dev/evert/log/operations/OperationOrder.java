package dev.evert.log.operations;

/**
 * A pseudo-random order of operation ids. Ids may be made in any way, so files sort them by a hash:
 * then they are spread evenly, whatever they look like.
 */
final class OperationOrder {
  private static final long MIX_1 = 0x9E3779B97F4A7C15L;
  private static final long MIX_2 = 0xD6E8FEB86659FD93L;

  private OperationOrder() {}

  /** A hash of an id, to be compared as an unsigned number. */
  static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * MIX_1;
    mixed = (mixed ^ mixed >>> 29 ^ low) * MIX_2;
    mixed = (mixed ^ mixed >>> 32) * MIX_1;
    return mixed ^ mixed >>> 29;
  }

  /** A second hash, from the first one. */
  static long rehash(long hash) {
    long mixed = (hash ^ hash >>> 31) * MIX_2;
    return mixed ^ mixed >>> 28;
  }

  /** Compares by hash, and ids with the same hash by themselves. */
  static int compare(long high1, long low1, long high2, long low2) {
    int byHash = Long.compareUnsigned(hash(high1, low1), hash(high2, low2));
    if (byHash != 0) {
      return byHash;
    }
    int byHigh = Long.compareUnsigned(high1, high2);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low1, low2);
  }
}

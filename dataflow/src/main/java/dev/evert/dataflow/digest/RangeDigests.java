package dev.evert.dataflow.digest;

import java.util.BitSet;

/**
 * Digests of records by ranges of their keys' hashes. Where two sets of records differ, so do the
 * digests of the ranges that hold the keys that differ: reading both sets once more, only the
 * records of those ranges need to be kept and compared. Takes 16 bytes a range. One thread.
 *
 * <p>A record's hash is that of its content, begun with the hash of its key in place of the seed.
 */
public final class RangeDigests {
  /** The most ranges, as a power of two. */
  public static final int MAX_BITS = 24;

  private final int bits;
  private final long[] highs;
  private final long[] lows;
  private final DigestSum hash = new DigestSum();

  /** So many ranges, as a power of two. */
  public RangeDigests(int bits) {
    if (bits < 0 || bits > MAX_BITS) {
      throw new IllegalArgumentException("2^" + bits + " ranges");
    }
    this.bits = bits;
    this.highs = new long[1 << bits];
    this.lows = new long[1 << bits];
  }

  /** The number of ranges. */
  public int size() {
    return lows.length;
  }

  /** The range that a key falls into. */
  public int range(byte[] key, int from, int to) {
    hash.hash(0, 0, key, from, to);
    return range();
  }

  private int range() {
    return bits == 0 ? 0 : (int) (hash.first() >>> (Long.SIZE - bits));
  }

  /** Adds a record. */
  public void add(
      byte[] key, int keyFrom, int keyTo, byte[] content, int contentFrom, int contentTo) {
    int range = range(key, keyFrom, keyTo);
    hash.hash(hash.first(), hash.second(), content, contentFrom, contentTo);
    long sum = lows[range] + hash.second();
    long carry = Long.compareUnsigned(sum, lows[range]) < 0 ? 1 : 0;
    lows[range] = sum;
    highs[range] += hash.first() + carry;
  }

  /** The digest of a range's records. */
  public Digest digest(int range) {
    return new Digest(highs[range], lows[range]);
  }

  /** The digest of all records. */
  public Digest total() {
    Digest total = Digest.ZERO;
    for (int i = 0; i < lows.length; i++) {
      total = total.plus(digest(i));
    }
    return total;
  }

  /** The ranges whose records differ from those of the other set. */
  public BitSet differing(RangeDigests other) {
    if (other.bits != bits) {
      throw new IllegalArgumentException(size() + " ranges, the others are " + other.size());
    }
    BitSet differing = new BitSet();
    for (int i = 0; i < lows.length; i++) {
      differing.set(i, lows[i] != other.lows[i] || highs[i] != other.highs[i]);
    }
    return differing;
  }
}

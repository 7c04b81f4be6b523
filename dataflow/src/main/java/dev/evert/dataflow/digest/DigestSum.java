package dev.evert.dataflow.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sums up the digest of a Z-set, row by row. A row's hash is the 128-bit x64 variant of MurmurHash3
 * with seed 0; its first half is the sum's upper one. One thread.
 */
public final class DigestSum {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK_BYTES = 16;
  private static final int BYTE_MASK = 0xFF;

  private long high;
  private long low;
  private long first;
  private long second;

  /** The digest of nothing. */
  public DigestSum reset() {
    high = 0;
    low = 0;
    return this;
  }

  /** Adds a row so often; negative: takes it away. */
  public void add(byte[] bytes, int from, int to, long weight) {
    hash(0, 0, bytes, from, to);
    addHash(weight);
  }

  private void addHash(long weight) {
    long product = second * weight;
    long carried = Math.multiplyHigh(second, weight) + (second < 0 ? weight : 0);
    long sum = low + product;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high += first * weight + carried + carry;
    low = sum;
  }

  /** The upper half of the hash of bytes, which are not added. */
  public long hash(byte[] bytes, int from, int to) {
    hash(0, 0, bytes, from, to);
    return first;
  }

  /** Adds another sum. */
  public void add(Digest other) {
    Digest sum = digest().plus(other);
    high = sum.high();
    low = sum.low();
  }

  /** The digest of what was added. */
  public Digest digest() {
    return new Digest(high, low);
  }

  /** The digest of one row. */
  public static Digest of(byte[] bytes, int from, int to) {
    DigestSum sum = new DigestSum();
    sum.add(bytes, from, to, 1);
    return sum.digest();
  }

  /** Hashes on from a former hash, or from the seed. */
  void hash(long seedFirst, long seedSecond, byte[] bytes, int from, int to) {
    int length = to - from;
    int end = from + (length & -BLOCK_BYTES);
    long h1 = seedFirst;
    long h2 = seedSecond;
    for (int i = from; i < end; i += BLOCK_BYTES) {
      h1 ^= mixFirst((long) LONG.get(bytes, i));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mixSecond((long) LONG.get(bytes, i + Long.BYTES));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    if (to - end > Long.BYTES) {
      h2 ^= mixSecond(tail(bytes, end + Long.BYTES, to));
    }
    if (to > end) {
      h1 ^= mixFirst(tail(bytes, end, Math.min(to, end + Long.BYTES)));
    }
    finish(h1 ^ length, h2 ^ length);
  }

  /** The upper half of the last hash. */
  long first() {
    return first;
  }

  /** The lower half of the last hash. */
  long second() {
    return second;
  }

  private static long tail(byte[] bytes, int from, int to) {
    if (to - from == Long.BYTES) {
      return (long) LONG.get(bytes, from);
    }
    long tail = 0;
    for (int i = to - 1; i >= from; i--) {
      tail = (tail << Byte.SIZE) | (bytes[i] & BYTE_MASK);
    }
    return tail;
  }

  private void finish(long h1, long h2) {
    long a = h1 + h2;
    long b = h2 + a;
    a = avalanche(a);
    b = avalanche(b);
    first = a + b;
    second = b + first;
  }

  private static long mixFirst(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mixSecond(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long avalanche(long k) {
    long mixed = (k ^ (k >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}

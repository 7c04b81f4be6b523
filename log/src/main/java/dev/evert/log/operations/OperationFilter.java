package dev.evert.log.operations;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A Bloom filter in blocks of 64 bytes, so that one lookup touches one cache line. Says of an
 * operation that is in a file always yes, of another one mostly no.
 */
final class OperationFilter {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int BITS_PER_OPERATION = 7;
  private static final int BIT_NUMBER_BITS = 9;
  private static final int BLOCK_BITS = 1 << BIT_NUMBER_BITS;

  private OperationFilter() {}

  /** Adds a hash to a block of eight words. */
  static void add(long[] block, long hash) {
    long bits = OperationOrder.rehash(hash);
    for (int i = 0; i < BITS_PER_OPERATION; i++) {
      int bit = (int) bits & (BLOCK_BITS - 1);
      block[bit >>> 6] |= 1L << bit;
      bits >>>= BIT_NUMBER_BITS;
    }
  }

  /** Whether a block that starts at an offset may hold a hash. */
  static boolean mayHold(MemorySegment segment, long offset, long hash) {
    long bits = OperationOrder.rehash(hash);
    for (int i = 0; i < BITS_PER_OPERATION; i++) {
      int bit = (int) bits & (BLOCK_BITS - 1);
      if ((segment.get(WORD, offset + (bit >>> 6) * 8L) & 1L << bit) == 0) {
        return false;
      }
      bits >>>= BIT_NUMBER_BITS;
    }
    return true;
  }
}

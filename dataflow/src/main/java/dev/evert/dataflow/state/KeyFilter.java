package dev.evert.dataflow.state;

import dev.evert.spi.row.BigEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Tells keys that are not there by their hashes, mostly: a Bloom filter of buckets of {@value
 * #BUCKET_BYTES} bytes, so that a key is one place in memory. A bucket is eight ints; a key sets
 * one bit of each. With {@value #BITS_PER_KEY} bits a key, about one of a hundred keys that are not
 * there is not told.
 */
final class KeyFilter {
  private static final int BITS_PER_KEY = 10;
  private static final int BUCKET_BYTES = 32;
  private static final int BUCKET_BITS = Byte.SIZE * BUCKET_BYTES;

  /** Odd numbers by which a hash is multiplied; the first five bits say which bit of an int. */
  private static final int[] SALTS = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private static final int BIT_SHIFT = Integer.SIZE - 5;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private KeyFilter() {}

  /** How long the filter of so many keys is. */
  static int sizeBytes(int keys) {
    long bits = (long) keys * BITS_PER_KEY;
    return Math.toIntExact(Math.max(1, (bits + BUCKET_BITS - 1) / BUCKET_BITS) * BUCKET_BYTES);
  }

  /** Enters so many hashes into a filter. */
  static void fill(long[] hashes, int count, byte[] filter) {
    for (int i = 0; i < count; i++) {
      int at = (int) bucket(hashes[i], filter.length);
      int low = (int) hashes[i];
      for (int word = 0; word < SALTS.length; word++) {
        int place = at + word * Integer.BYTES;
        BigEndian.putInt(filter, place, BigEndian.getInt(filter, place) | bit(low, word));
      }
    }
  }

  /** Whether a key with this hash may be there, as a filter says that lies in a file. */
  static boolean mayHold(MemorySegment file, long from, long sizeBytes, long hash) {
    long at = from + bucket(hash, sizeBytes);
    int low = (int) hash;
    for (int word = 0; word < SALTS.length; word++) {
      if ((file.get(INT, at + (long) word * Integer.BYTES) & bit(low, word)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the bucket of a hash starts: by its high half. */
  private static long bucket(long hash, long sizeBytes) {
    long buckets = sizeBytes / BUCKET_BYTES;
    return (((hash >>> Integer.SIZE) * buckets) >>> Integer.SIZE) * BUCKET_BYTES;
  }

  private static int bit(int hash, int word) {
    return 1 << ((hash * SALTS[word]) >>> BIT_SHIFT);
  }
}

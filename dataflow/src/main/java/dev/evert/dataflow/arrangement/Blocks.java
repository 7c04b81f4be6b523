package dev.evert.dataflow.arrangement;

/**
 * The blocks of a run, in memory or in a file. A block is laid out so; numbers are big-endian:
 *
 * <pre>
 *   block  = entry* prefix* offset* shared count
 *   entry  = key length (varint)  value length (varint)  weight (zigzag varint)
 *            cause (8 bytes; only in runs with causes)  key  value
 *   prefix = the first bytes of an entry's key after those that all keys of the block have in
 *            common, filled up with zeros, 4 bytes; one for each entry
 *   offset = where an entry starts, 2 bytes; one for each entry
 *   shared = how many bytes all keys of the block have in common, 4 bytes
 *   count  = the number of entries, 4 bytes
 *   varint = 7 bits a byte, the least significant first, the high bit set but in the last byte
 * </pre>
 *
 * <p>A block ends before the entry that would make it longer than {@link #TARGET_BYTES}, except
 * that it has at least one: all entries start within 2 bytes' reach.
 */
public interface Blocks {
  /** A block with several entries is at most this long, without offsets. */
  int TARGET_BYTES = 8 << 10;

  /** So many blocks have a filter together, where there are filters. */
  int PART_BLOCKS = 1 << 8;

  /** The number of blocks. */
  int count();

  /** The length of a block. */
  int lengthBytes(int block);

  /**
   * Gives a block.
   *
   * @param scratch an array that may be used for it
   * @return an array that holds the block from its start on: one that is not to be written to, or
   *     {@code scratch}, or a larger one in its place
   * @throws dev.evert.spi.error.EvertException DATA_CORRUPT if it is not what was written
   */
  byte[] load(int block, byte[] scratch);

  /** Whether arrays that {@link #load} gives are the blocks' own. */
  boolean inMemory();

  /** Whether there are filters that {@link #lacks} asks. */
  default boolean hasFilters() {
    return false;
  }

  /**
   * Asks the filter of a part, which is {@link #PART_BLOCKS} blocks one after the other.
   *
   * @param hash a {@link KeyHash}
   * @return true if no entry of the part has a key with this hash; false if one may have
   */
  default boolean lacks(int part, long hash) {
    return false;
  }

  /** Has a block read that is to be loaded soon; whether that fails is seen then. Any thread. */
  default void prefetch(int block) {}

  /** A block is loaded next that has nothing to do with the one before. */
  default void fetch(int block) {}

  /** A block is loaded next, and those after it then. */
  default void stream(int block) {}

  /** The heap that the blocks take. */
  long memoryBytes();

  /** Lets go of what the blocks are held by. */
  void close();
}

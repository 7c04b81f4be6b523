package dev.evert.dataflow.arrangement;

/** Blocks in memory, each in an array of its own length. */
final class HeapBlocks implements Blocks {
  private static final int ARRAY_HEADER_BYTES = 24;

  private final byte[][] blocks;
  private final long memoryBytes;

  HeapBlocks(byte[][] blocks) {
    this.blocks = blocks;
    long sum = 0;
    for (byte[] block : blocks) {
      sum += block.length + ARRAY_HEADER_BYTES;
    }
    this.memoryBytes = sum;
  }

  @Override
  public int count() {
    return blocks.length;
  }

  @Override
  public int lengthBytes(int block) {
    return blocks[block].length;
  }

  @Override
  public byte[] load(int block, byte[] scratch) {
    return blocks[block];
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() {}
}

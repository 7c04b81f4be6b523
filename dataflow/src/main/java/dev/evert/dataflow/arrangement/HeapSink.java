package dev.evert.dataflow.arrangement;

import java.util.Arrays;

/** Keeps blocks in memory. */
final class HeapSink implements BlockSink {
  private byte[][] blocks = new byte[4][];
  private int count;
  private long memoryBytes;

  @Override
  public void block(byte[] bytes, int length) {
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
    }
    blocks[count++] = Arrays.copyOf(bytes, length);
    memoryBytes += length;
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public Blocks finish(Fences fences, RunTotals totals) {
    return new HeapBlocks(Arrays.copyOf(blocks, count));
  }

  @Override
  public void abandon() {
    count = 0;
  }
}

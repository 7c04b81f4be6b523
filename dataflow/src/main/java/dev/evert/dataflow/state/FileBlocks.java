package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import java.util.zip.CRC32C;

/**
 * The blocks of an image in a mapped file. A block is checked whenever it is loaded, a filter when
 * it is first asked.
 */
final class FileBlocks implements Blocks {
  /** So much is read at once of blocks that are loaded one after the other. */
  private static final int STREAM_BLOCKS = 1 << 7;

  private final RunFiles files;
  private final RunFile file;
  private final long imageFrom;
  private final long imageBytes;
  private final ImageLayout layout;

  /** What was brought near lately is taken to be near still: about a second, 2 to this of nanos. */
  private static final int PERIOD_BITS = 30;

  /** The period in which each block was brought near last: a hint, so that races do no harm. */
  private final short[] near;

  private final boolean[] filtersChecked;

  FileBlocks(RunFiles files, RunFile file, long imageFrom, long imageBytes, ImageLayout layout) {
    this.files = files;
    this.file = file;
    this.imageFrom = imageFrom;
    this.imageBytes = imageBytes;
    this.layout = layout;
    this.near = new short[layout.blocks()];
    this.filtersChecked = new boolean[layout.filters()];
  }

  RunFile file() {
    return file;
  }

  /** Where the image starts in its file. */
  long imageFrom() {
    return imageFrom;
  }

  long imageBytes() {
    return imageBytes;
  }

  @Override
  public int count() {
    return layout.blocks();
  }

  @Override
  public int lengthBytes(int block) {
    return layout.blockBytes(block);
  }

  @Override
  public byte[] load(int block, byte[] scratch) {
    int length = layout.blockBytes(block);
    byte[] target = scratch;
    if (target.length < length + RunImage.CRC_BYTES) {
      target = new byte[Math.max(length + RunImage.CRC_BYTES, TARGET_BYTES + TARGET_BYTES / 2)];
    }
    load(layout.blockFrom(block), length, target, "block");
    return target;
  }

  private void load(long from, int length, byte[] target, String part) {
    file.copy(from, target, length + RunImage.CRC_BYTES);
    CRC32C crc = new CRC32C();
    crc.update(target, 0, length);
    int expected = BigEndian.getInt(target, length);
    int found = (int) crc.getValue();
    if (expected != found) {
      throw Failures.corrupt(
          file.path(),
          from,
          "the checksum of the " + part + " of " + length + " bytes",
          Integer.toHexString(expected),
          Integer.toHexString(found));
    }
  }

  @Override
  public boolean hasFilters() {
    return filtersChecked.length > 0;
  }

  @Override
  public boolean lacks(int part, long hash) {
    long from = layout.filterFrom(part);
    int length = layout.filterBytes(part);
    if (!filtersChecked[part]) {
      file.fetch(from, length + RunImage.CRC_BYTES);
      load(from, length, new byte[length + RunImage.CRC_BYTES], "filter");
      filtersChecked[part] = true;
    }
    return !file.mayHold(from, length, hash);
  }

  @Override
  public void prefetch(int block) {
    try {
      fetch(block, block + 1);
      near[block] = period();
    } catch (EvertException e) {
      // Found again by who loads the block.
      near[block] = 0;
    }
  }

  @Override
  public void fetch(int block) {
    short now = period();
    if (near[block] != now && (short) (near[block] + 1) != now) {
      fetch(block, block + 1);
      near[block] = now;
    }
  }

  private static short period() {
    return (short) (System.nanoTime() >>> PERIOD_BITS);
  }

  @Override
  public void stream(int block) {
    if (block % STREAM_BLOCKS == 0) {
      fetch(block, Math.min(block + STREAM_BLOCKS, layout.blocks()));
    }
  }

  private void fetch(int block, int end) {
    long from = layout.blockFrom(block);
    long to = layout.blockFrom(end - 1) + layout.blockBytes(end - 1) + RunImage.CRC_BYTES;
    file.fetch(from, to - from);
  }

  @Override
  public boolean inMemory() {
    return false;
  }

  @Override
  public long memoryBytes() {
    return layout.memoryBytes() + (long) near.length * Short.BYTES + filtersChecked.length;
  }

  @Override
  public void close() {
    files.release(file);
  }
}

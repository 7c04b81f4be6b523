package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.spi.row.BigEndian;
import java.util.zip.CRC32C;

/** The blocks of an image in a mapped file. Each is checked when it is first read. */
final class FileBlocks implements Blocks {
  private final RunFiles files;
  private final RunFile file;
  private final long imageFrom;
  private final long imageBytes;
  private final int[] lengths;
  private final long[] offsets;
  private final boolean[] checked;

  FileBlocks(RunFiles files, RunFile file, long imageFrom, long imageBytes, int[] lengths) {
    this.files = files;
    this.file = file;
    this.imageFrom = imageFrom;
    this.imageBytes = imageBytes;
    this.lengths = lengths;
    this.offsets = new long[lengths.length];
    this.checked = new boolean[lengths.length];
    long offset = imageFrom + RunImage.HEADER_BYTES;
    for (int i = 0; i < lengths.length; i++) {
      offsets[i] = offset;
      offset += lengths[i] + RunImage.CRC_BYTES;
    }
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
    return lengths.length;
  }

  @Override
  public int lengthBytes(int block) {
    return lengths[block];
  }

  @Override
  public byte[] load(int block, byte[] scratch) {
    int length = lengths[block] + RunImage.CRC_BYTES;
    byte[] target = scratch;
    if (target.length < length) {
      target = new byte[Math.max(length, TARGET_BYTES + TARGET_BYTES / 2)];
    }
    file.copy(offsets[block], target, length);
    if (!checked[block]) {
      check(block, target);
    }
    return target;
  }

  private void check(int block, byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, lengths[block]);
    int expected = BigEndian.getInt(bytes, lengths[block]);
    int found = (int) crc.getValue();
    if (expected != found) {
      throw Failures.corrupt(
          file.path(),
          offsets[block],
          "the checksum of the block of " + lengths[block] + " bytes",
          Integer.toHexString(expected),
          Integer.toHexString(found));
    }
    checked[block] = true;
  }

  @Override
  public boolean inMemory() {
    return false;
  }

  @Override
  public long memoryBytes() {
    return 0;
  }

  @Override
  public void close() {
    files.release(file);
  }
}

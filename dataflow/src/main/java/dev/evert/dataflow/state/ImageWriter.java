package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.BlockKeys;
import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.dataflow.arrangement.Fences;
import dev.evert.dataflow.arrangement.RunTotals;
import dev.evert.spi.row.BigEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes images to a new file, one after the other. One thread. */
final class ImageWriter {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Path path;
  private final long number;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final CRC32C crc = new CRC32C();
  private long position;
  private long imageFrom;
  private final byte[] check = new byte[RunImage.CRC_BYTES];
  private boolean causes;
  private int[] lengths = new int[64];
  private int blocks;
  private int[] filters = new int[4];

  /** Of the keys of the part that is being written. */
  private long[] hashes = new long[1 << 10];

  private int hashCount;

  ImageWriter(Path path, long number, FileChannel channel) {
    this.path = path;
    this.number = number;
    this.channel = channel;
  }

  long number() {
    return number;
  }

  Path path() {
    return path;
  }

  /**
   * Begins an image.
   *
   * @param causes whether its entries have causes
   */
  void begin(boolean causes) {
    this.causes = causes;
    imageFrom = position;
    blocks = 0;
    hashCount = 0;
    byte[] header = new byte[RunImage.HEADER_BYTES];
    BigEndian.putLong(header, 0, RunImage.MAGIC);
    BigEndian.putInt(header, RunImage.HEADER_VERSION, RunImage.VERSION);
    BigEndian.putLong(header, RunImage.HEADER_FILE, number);
    writeChecked(header, RunImage.HEADER_CRC);
  }

  void block(byte[] bytes, int length) {
    if (blocks > 0 && blocks % Blocks.PART_BLOCKS == 0) {
      endPart();
    }
    if (blocks == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * blocks);
    }
    lengths[blocks++] = length;
    int most = hashCount + BlockKeys.count(bytes, length);
    if (most > hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(most, 2 * hashes.length));
    }
    hashCount = BlockKeys.hash(bytes, length, causes, hashes, hashCount);
    writeWithCheck(bytes, length);
  }

  private void writeWithCheck(byte[] bytes, int length) {
    write(bytes, length);
    BigEndian.putInt(check, 0, checksum(bytes, length));
    write(check, check.length);
  }

  /** Writes the filter of the blocks since the last one. */
  private void endPart() {
    byte[] filter = new byte[KeyFilter.sizeBytes(hashCount)];
    KeyFilter.fill(hashes, hashCount, filter);
    int part = RunImage.part(blocks - 1);
    if (part == filters.length) {
      filters = Arrays.copyOf(filters, 2 * part);
    }
    filters[part] = filter.length;
    writeWithCheck(filter, filter.length);
    hashCount = 0;
  }

  /** Ends the image; returns its layout. */
  ImageLayout end(Fences fences, RunTotals totals) {
    endPart();
    int parts = RunImage.parts(blocks);
    byte[] index = index(fences, parts);
    writeChecked(index, index.length - RunImage.CRC_BYTES);
    byte[] footer = new byte[RunImage.FOOTER_BYTES];
    BigEndian.putLong(footer, RunImage.FOOTER_BLOCKS, blocks);
    BigEndian.putLong(footer, RunImage.FOOTER_ENTRIES, totals.entries());
    BigEndian.putLong(footer, RunImage.FOOTER_SIZE, totals.sizeBytes());
    BigEndian.putLong(footer, RunImage.FOOTER_WEIGHT, totals.weight());
    BigEndian.putLong(footer, RunImage.FOOTER_INDEX, index.length);
    BigEndian.putLong(footer, RunImage.FOOTER_IMAGE, position + RunImage.FOOTER_BYTES - imageFrom);
    BigEndian.putLong(footer, RunImage.FOOTER_FILE, number);
    BigEndian.putLong(footer, RunImage.FOOTER_MAGIC, RunImage.END_MAGIC);
    int flags = RunImage.FLAG_FILTERS | (totals.causes() ? RunImage.FLAG_CAUSES : 0);
    BigEndian.putInt(footer, RunImage.FOOTER_FLAGS, flags);
    writeChecked(footer, RunImage.FOOTER_CRC);
    return new ImageLayout(
        imageFrom, Arrays.copyOf(lengths, blocks), Arrays.copyOf(filters, parts));
  }

  private byte[] index(Fences fences, int parts) {
    int fenceCount = blocks + 1;
    int keyBytes = fences.end(blocks);
    int numbers = (blocks + parts + fenceCount) * Integer.BYTES;
    byte[] index = new byte[Math.addExact(numbers, keyBytes) + RunImage.CRC_BYTES];
    putInts(lengths, blocks, index, 0);
    putInts(filters, parts, index, blocks);
    for (int i = 0; i < fenceCount; i++) {
      BigEndian.putInt(index, (blocks + parts + i) * Integer.BYTES, fences.end(i));
    }
    System.arraycopy(fences.keys(), 0, index, numbers, keyBytes);
    return index;
  }

  private static void putInts(int[] ints, int count, byte[] target, int first) {
    for (int i = 0; i < count; i++) {
      BigEndian.putInt(target, (first + i) * Integer.BYTES, ints[i]);
    }
  }

  /** Where the image starts that was begun last. */
  long imageFrom() {
    return imageFrom;
  }

  /** How much was written. */
  long position() {
    return position;
  }

  private void writeChecked(byte[] bytes, int crcAt) {
    BigEndian.putInt(bytes, crcAt, checksum(bytes, crcAt));
    write(bytes, bytes.length);
  }

  private int checksum(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private void write(byte[] bytes, int length) {
    position += length;
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.remaining()) {
      writeFully(ByteBuffer.wrap(bytes, 0, length));
    } else {
      buffer.put(bytes, 0, length);
    }
  }

  private void flush() {
    writeFully(buffer.flip());
    buffer.clear();
  }

  private void writeFully(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw Failures.io("write", path, e);
    }
  }

  /** Everything was written. */
  void finish() {
    flush();
    abandon();
  }

  /** Stops writing. */
  void abandon() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Failures.io("close", path, e);
    }
  }
}

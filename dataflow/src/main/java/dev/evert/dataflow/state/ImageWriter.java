package dev.evert.dataflow.state;

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
  private int[] lengths = new int[64];
  private int blocks;

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

  /** Begins an image. */
  void begin() {
    imageFrom = position;
    blocks = 0;
    byte[] header = new byte[RunImage.HEADER_BYTES];
    BigEndian.putLong(header, 0, RunImage.MAGIC);
    BigEndian.putInt(header, RunImage.HEADER_VERSION, RunImage.VERSION);
    BigEndian.putLong(header, RunImage.HEADER_FILE, number);
    writeChecked(header, RunImage.HEADER_CRC);
  }

  void block(byte[] bytes, int length) {
    if (blocks == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * blocks);
    }
    lengths[blocks++] = length;
    write(bytes, length);
    byte[] check = new byte[RunImage.CRC_BYTES];
    BigEndian.putInt(check, 0, checksum(bytes, length));
    write(check, check.length);
  }

  /** Ends the image; returns the blocks' lengths. */
  int[] end(Fences fences, RunTotals totals) {
    byte[] index = index(fences);
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
    BigEndian.putInt(footer, RunImage.FOOTER_FLAGS, totals.causes() ? RunImage.FLAG_CAUSES : 0);
    writeChecked(footer, RunImage.FOOTER_CRC);
    return Arrays.copyOf(lengths, blocks);
  }

  private byte[] index(Fences fences) {
    int fenceCount = blocks + 1;
    int keyBytes = fences.end(blocks);
    int numbers = (blocks + fenceCount) * Integer.BYTES;
    byte[] index = new byte[Math.addExact(numbers, keyBytes) + RunImage.CRC_BYTES];
    for (int i = 0; i < blocks; i++) {
      BigEndian.putInt(index, i * Integer.BYTES, lengths[i]);
    }
    for (int i = 0; i < fenceCount; i++) {
      BigEndian.putInt(index, (blocks + i) * Integer.BYTES, fences.end(i));
    }
    System.arraycopy(fences.keys(), 0, index, numbers, keyBytes);
    return index;
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

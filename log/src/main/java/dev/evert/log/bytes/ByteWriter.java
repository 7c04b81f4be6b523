package dev.evert.log.bytes;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** Little-endian values one after the other in a growing array. */
public final class ByteWriter {
  private static final int INITIAL_BYTES = 256;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  /** Nothing yet. */
  public ByteWriter() {}

  /** Adds four bytes. */
  public ByteWriter putInt(int value) {
    int at = reserve(Integer.BYTES);
    LittleEndian.putInt(bytes, at, value);
    return this;
  }

  /** Adds eight bytes. */
  public ByteWriter putLong(long value) {
    int at = reserve(Long.BYTES);
    LittleEndian.putLong(bytes, at, value);
    return this;
  }

  /** Adds bytes as they are. */
  public ByteWriter putBytes(byte[] value) {
    int at = reserve(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
    return this;
  }

  /** Adds the CRC32C of what was added from an index on. */
  public ByteWriter putChecksum(int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, size - from);
    return putInt((int) crc.getValue());
  }

  /** The number of bytes so far. */
  public int size() {
    return size;
  }

  /** Replaces four bytes. */
  public void setInt(int at, int value) {
    LittleEndian.putInt(bytes, at, value);
  }

  /** A copy of what was added. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private int reserve(int more) {
    int at = size;
    size = Math.addExact(size, more);
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size, Math.multiplyExact(bytes.length, 2)));
    }
    return at;
  }
}

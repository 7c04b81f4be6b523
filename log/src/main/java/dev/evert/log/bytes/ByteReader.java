package dev.evert.log.bytes;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads what {@link ByteWriter} wrote. A read beyond the end gives zeros and makes {@link
 * #isIntact} false, so that a file is parsed first and judged once.
 */
public final class ByteReader {
  private final byte[] bytes;
  private int at;
  private boolean intact = true;

  /** Reads an array from its front. */
  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next four bytes. */
  public int getInt() {
    return has(Integer.BYTES) ? LittleEndian.getInt(bytes, advance(Integer.BYTES)) : 0;
  }

  /** The next eight bytes. */
  public long getLong() {
    return has(Long.BYTES) ? LittleEndian.getLong(bytes, advance(Long.BYTES)) : 0;
  }

  /** The next bytes; none if there are not as many. */
  public byte[] getBytes(long count) {
    if (!has(count)) {
      return new byte[0];
    }
    int from = advance((int) count);
    return Arrays.copyOfRange(bytes, from, at);
  }

  /** A count of things that follow, each of a size; 0 if they do not all fit. */
  public int getCount(int sizeBytes) {
    int count = getInt();
    boolean fits = count >= 0 && (long) count * sizeBytes <= bytes.length - at;
    intact &= fits;
    return fits ? count : 0;
  }

  /** Compares the next four bytes with the CRC32C of what was read from an index on. */
  public void checkChecksum(int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, at - from);
    int expected = (int) crc.getValue();
    intact &= getInt() == expected;
  }

  /** Where the next read is. */
  public int index() {
    return at;
  }

  /** Whether all reads were within the array and all checksums were right. */
  public boolean isIntact() {
    return intact;
  }

  private boolean has(long count) {
    boolean has = count >= 0 && count <= bytes.length - at;
    intact &= has;
    return has;
  }

  private int advance(int count) {
    int from = at;
    at += count;
    return from;
  }
}

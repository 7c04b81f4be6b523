package dev.evert.spi.row;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes fields one after the other in {@link RowFormat} into a growing buffer. The caller keeps to
 * its schema: the writer does not know the columns. One thread at a time.
 */
public final class RowWriter {
  private static final int SMALLEST_BUFFER_BYTES = 64;
  private static final long SIGN = Long.MIN_VALUE;

  private byte[] bytes;
  private int size;

  /** A writer with a small buffer. */
  public RowWriter() {
    this(256);
  }

  /** A writer whose buffer starts with room for {@code capacityBytes}. */
  public RowWriter(int capacityBytes) {
    bytes = new byte[Math.max(capacityBytes, SMALLEST_BUFFER_BYTES)];
  }

  /** Forgets what was written and keeps the buffer. */
  public RowWriter reset() {
    size = 0;
    return this;
  }

  /** Forgets what was written from {@code sizeBytes} on. */
  public RowWriter truncate(int sizeBytes) {
    assert sizeBytes <= size;
    size = sizeBytes;
    return this;
  }

  /** How many bytes were written since the last reset. */
  public int size() {
    return size;
  }

  /** The buffer itself: its first {@link #size} bytes count, until the next write. */
  public byte[] buffer() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** SQL's null, of any type. */
  public void putNull() {
    int at = reserve(1);
    bytes[at] = RowFormat.NULL;
  }

  /** A field that the source did not send because it did not change. */
  public void putUnchanged() {
    int at = reserve(1);
    bytes[at] = RowFormat.UNCHANGED;
  }

  /** A boolean. */
  public void putBoolean(boolean value) {
    int at = present(1);
    bytes[at] = (byte) (value ? 1 : 0);
  }

  /** An int2. */
  public void putInt2(short value) {
    int at = present(Short.BYTES);
    BigEndian.putShort(bytes, at, (short) (value ^ Short.MIN_VALUE));
  }

  /** An int4; also a date, in days since 2000-01-01. */
  public void putInt4(int value) {
    int at = present(Integer.BYTES);
    BigEndian.putInt(bytes, at, value ^ Integer.MIN_VALUE);
  }

  /** An int8; also a time or timestamp, in microseconds since midnight or 2000-01-01. */
  public void putInt8(long value) {
    int at = present(Long.BYTES);
    BigEndian.putLong(bytes, at, value ^ SIGN);
  }

  /** A float4. */
  public void putFloat4(float value) {
    int bits = Float.floatToIntBits(value);
    int at = present(Integer.BYTES);
    BigEndian.putInt(bytes, at, bits ^ (bits >> 31 | Integer.MIN_VALUE));
  }

  /** A float8. */
  public void putFloat8(double value) {
    long bits = Double.doubleToLongBits(value);
    int at = present(Long.BYTES);
    BigEndian.putLong(bytes, at, bits ^ (bits >> 63 | SIGN));
  }

  /**
   * A time with its zone.
   *
   * @param micros since midnight in that zone
   * @param secondsWest of UTC
   */
  public void putTimeTz(long micros, int secondsWest) {
    int at = present(Long.BYTES + Integer.BYTES);
    BigEndian.putLong(bytes, at, micros + secondsWest * 1_000_000L ^ SIGN);
    BigEndian.putInt(bytes, at + Long.BYTES, secondsWest ^ Integer.MIN_VALUE);
  }

  /** An interval. */
  public void putInterval(int months, int days, long micros) {
    int at = present(4 * Long.BYTES);
    BigEndian.putLong(bytes, at, IntervalValue.lengthHigh(months, days, micros) ^ SIGN);
    BigEndian.putLong(bytes, at + 8, IntervalValue.lengthLow(months, days, micros));
    BigEndian.putInt(bytes, at + 16, months ^ Integer.MIN_VALUE);
    BigEndian.putInt(bytes, at + 20, days ^ Integer.MIN_VALUE);
    BigEndian.putLong(bytes, at + 24, micros ^ SIGN);
  }

  /** A uuid. */
  public void putUuid(long high, long low) {
    int at = present(2 * Long.BYTES);
    BigEndian.putLong(bytes, at, high);
    BigEndian.putLong(bytes, at + Long.BYTES, low);
  }

  /** A numeric: {@code unscaled / 10^scale}, with {@code scale} digits after the point shown. */
  public void putNumeric(long unscaled, int scale) {
    NumericFormat.write(this, unscaled, scale);
  }

  /** A numeric. */
  public void putNumeric(Decimal value) {
    NumericFormat.write(this, value);
  }

  /** Any of the types that travel as text. */
  public void putText(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    putBytes(utf8, 0, utf8.length);
  }

  /** A bytea, or the UTF-8 bytes of a type that travels as text. */
  public void putBytes(byte[] source, int offset, int length) {
    int at = present(Math.addExact(length, 1));
    int copied = StringScan.copy(source, offset, bytes, at, length);
    if (copied < length) {
      int from = offset + copied;
      reserve(StringScan.count(source, from, offset + length));
      escape(source, from, offset + length, at + copied);
    }
    bytes[size - 1] = RowFormat.END;
  }

  private void escape(byte[] source, int from, int to, int target) {
    byte[] out = bytes;
    int at = target;
    for (int i = from; i < to; i++) {
      byte next = source[i];
      if (next == RowFormat.END || next == RowFormat.ESCAPE) {
        out[at++] = RowFormat.ESCAPE;
        next++;
      }
      out[at++] = next;
    }
  }

  /** Begins a row inside the row: as many fields follow as its type has. */
  public void beginRow() {
    present(0);
  }

  /** Begins an array: its elements follow as fields, then {@link #endArray}. */
  public void beginArray() {
    present(0);
  }

  /** Ends an array; both parameters have one entry a dimension, and none for an empty array. */
  public void endArray(int[] lengths, int[] lowerBounds) {
    int at = reserve(2 + lengths.length * 2 * Integer.BYTES);
    bytes[at] = RowFormat.END;
    bytes[at + 1] = (byte) lengths.length;
    at += 2;
    for (int i = 0; i < lengths.length; i++) {
      BigEndian.putInt(bytes, at + i * Integer.BYTES, lengths[i] ^ Integer.MIN_VALUE);
      int lower = at + (lengths.length + i) * Integer.BYTES;
      BigEndian.putInt(bytes, lower, lowerBounds[i] ^ Integer.MIN_VALUE);
    }
  }

  /** Fields that are encoded already. */
  public void putEncoded(byte[] source, int offset, int length) {
    int at = reserve(length);
    System.arraycopy(source, offset, bytes, at, length);
  }

  /** Room for {@code length} raw bytes, counted as written; returns where they start. */
  public int reserve(int length) {
    int at = size;
    int needed = at + length;
    if (needed > bytes.length || needed < 0) {
      grow(length);
    }
    size = needed;
    return at;
  }

  /** Writes the mark of a value and makes room for it; returns where the value starts. */
  int present(int length) {
    int at = reserve(length + 1);
    bytes[at] = RowFormat.PRESENT;
    return at + 1;
  }

  private void grow(int length) {
    long needed = (long) size + length;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("rows in one buffer exceed 2 GiB");
    }
    long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
    bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
  }
}

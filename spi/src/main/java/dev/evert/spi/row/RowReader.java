package dev.evert.spi.row;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads the fields of a row one after the other. Each {@code read…} returns a value and moves to
 * the next field; the caller has asked {@link #isPresent} before. One thread at a time; can be set
 * to another row without allocation.
 */
public final class RowReader {
  private static final byte[] EMPTY = new byte[0];

  private byte[] bytes = EMPTY;
  private int at;
  private int end;

  /** Reads the row in {@code bytes[from, to)} from its first field on. */
  public RowReader set(byte[] bytes, int from, int to) {
    assert from <= to && to <= bytes.length;
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    return this;
  }

  /** Reads a row that fills an array. */
  public RowReader set(byte[] bytes) {
    return set(bytes, 0, bytes.length);
  }

  /** The offset of the next field in the bytes that were set. */
  public int offset() {
    return at;
  }

  /** Where the row ends in the bytes that were set. */
  public int end() {
    return end;
  }

  /** The bytes that were set. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether all fields were read: further columns of the schema have their missing value. */
  public boolean atEnd() {
    return at >= end;
  }

  /** Whether the next field has a value; if it has none, {@link #skipAbsent} moves on. */
  public boolean isPresent() {
    return at < end && bytes[at] == RowFormat.PRESENT;
  }

  /** Whether the next field is one that the source did not send. */
  public boolean isUnchanged() {
    return at < end && bytes[at] == RowFormat.UNCHANGED;
  }

  /** Moves past a null, unchanged or missing field. */
  public void skipAbsent() {
    if (at < end) {
      at++;
    }
  }

  /** A boolean. */
  public boolean readBoolean() {
    byte value = bytes[at + 1];
    at += 2;
    return value != 0;
  }

  /** An int2. */
  public short readInt2() {
    short value = BigEndian.getShort(bytes, at + 1);
    at += 3;
    return (short) (value ^ Short.MIN_VALUE);
  }

  /** An int4, or a date in days since 2000-01-01. */
  public int readInt4() {
    int value = BigEndian.getInt(bytes, at + 1);
    at += 5;
    return value ^ Integer.MIN_VALUE;
  }

  /** An int8, or a time or timestamp in microseconds since midnight or 2000-01-01. */
  public long readInt8() {
    long value = BigEndian.getLong(bytes, at + 1);
    at += 9;
    return value ^ Long.MIN_VALUE;
  }

  /** A float4. */
  public float readFloat4() {
    int bits = BigEndian.getInt(bytes, at + 1);
    at += 5;
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
  }

  /** A float8. */
  public double readFloat8() {
    long bits = BigEndian.getLong(bytes, at + 1);
    at += 9;
    return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
  }

  /** A time with its zone. */
  public TimeTz readTimeTz() {
    long utcMicros = BigEndian.getLong(bytes, at + 1) ^ Long.MIN_VALUE;
    int secondsWest = BigEndian.getInt(bytes, at + 9) ^ Integer.MIN_VALUE;
    at += 13;
    return new TimeTz(utcMicros - secondsWest * 1_000_000L, secondsWest);
  }

  /**
   * A time with its zone.
   *
   * @param micros since midnight in that zone
   * @param secondsWest of UTC
   */
  public record TimeTz(long micros, int secondsWest) {}

  /** An interval. */
  public IntervalValue readInterval() {
    int months = BigEndian.getInt(bytes, at + 17) ^ Integer.MIN_VALUE;
    int days = BigEndian.getInt(bytes, at + 21) ^ Integer.MIN_VALUE;
    long micros = BigEndian.getLong(bytes, at + 25) ^ Long.MIN_VALUE;
    at += 33;
    return new IntervalValue(months, days, micros);
  }

  /** A uuid. */
  public UUID readUuid() {
    long high = BigEndian.getLong(bytes, at + 1);
    long low = BigEndian.getLong(bytes, at + 9);
    at += 17;
    return new UUID(high, low);
  }

  /** A numeric. */
  public Decimal readNumeric() {
    Decimal value = NumericDigits.read(bytes, at + 1);
    at = NumericDigits.skip(bytes, at + 1);
    return value;
  }

  /** Appends a numeric as SQL shows it. */
  public void readNumeric(StringBuilder out) {
    NumericDigits.append(bytes, at + 1, out);
    at = NumericDigits.skip(bytes, at + 1);
  }

  /** Takes a numeric apart; the parts refer to the row's bytes. */
  public void readNumeric(NumericParts parts) {
    int end = NumericDigits.skip(bytes, at + 1);
    parts.set(bytes, at + 1, end);
    at = end;
  }

  /** Any of the types that travel as text. */
  public String readText() {
    int from = at + 1;
    if (skipString()) {
      return new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
    }
    byte[] plain = unescape(from, at - 1);
    return new String(plain, StandardCharsets.UTF_8);
  }

  /** A bytea, or the UTF-8 bytes of a type that travels as text. */
  public byte[] readBytes() {
    int from = at + 1;
    return skipString() ? Arrays.copyOfRange(bytes, from, at - 1) : unescape(from, at - 1);
  }

  /** Begins an array: its elements follow as fields, until {@link #atArrayEnd}. */
  public void beginArray() {
    at++;
  }

  /** Begins a row inside the row: as many fields follow as its type has. */
  public void beginRow() {
    at++;
  }

  /** Whether all elements of the array were read. */
  public boolean atArrayEnd() {
    return bytes[at] == RowFormat.END;
  }

  /** Ends an array; returns pairs of length and lower bound, one pair a dimension. */
  public int[] endArray() {
    int dimensions = bytes[at + 1];
    at += 2;
    int[] shape = new int[2 * dimensions];
    for (int i = 0; i < dimensions; i++) {
      shape[2 * i] = BigEndian.getInt(bytes, at + i * Integer.BYTES) ^ Integer.MIN_VALUE;
      int lower = at + (dimensions + i) * Integer.BYTES;
      shape[2 * i + 1] = BigEndian.getInt(bytes, lower) ^ Integer.MIN_VALUE;
    }
    at += shape.length * Integer.BYTES;
    return shape;
  }

  /** Moves past the next field, of any kind. */
  public void skip(Type type) {
    if (!isPresent()) {
      skipAbsent();
      return;
    }
    switch (type) {
      case Type.Simple simple -> skipSimple(simple);
      case Type.Numeric _ -> at = NumericDigits.skip(bytes, at + 1);
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> skipString();
      case Type.Array(Type element) -> skipArray(element);
      case Type.Row row -> skipRow(row);
      case Type.Domain domain -> skip(domain.base());
    }
  }

  private void skipSimple(Type.Simple type) {
    switch (type) {
      case BOOLEAN -> at += 2;
      case INT2 -> at += 3;
      case INT4, FLOAT4, DATE -> at += 5;
      case INT8, FLOAT8, TIME, TIMESTAMP, TIMESTAMPTZ -> at += 9;
      case TIMETZ -> at += 13;
      case UUID -> at += 17;
      case INTERVAL -> at += 33;
      case BYTEA, JSON, JSONB -> skipString();
    }
  }

  /**
   * Moves past the next field, which is a string of any of the types laid out as one. Returns
   * whether nothing in it is escaped: the bytes between the field's first and last are then the
   * string's own.
   */
  public boolean skipString() {
    int from = at + 1;
    int i = StringScan.special(bytes, from, end);
    boolean plain = bytes[i] == RowFormat.END;
    while (bytes[i] != RowFormat.END) {
      i = StringScan.special(bytes, i + 2, end);
    }
    at = i + 1;
    return plain;
  }

  private void skipArray(Type element) {
    beginArray();
    while (!atArrayEnd()) {
      skip(element);
    }
    at += 2 + bytes[at + 1] * 2 * Integer.BYTES;
  }

  private void skipRow(Type.Row row) {
    beginRow();
    for (Type.Field field : row.fields()) {
      skip(field.type());
    }
  }

  private byte[] unescape(int from, int to) {
    byte[] out = new byte[to - from];
    int size = 0;
    for (int i = from; i < to; i++) {
      byte next = bytes[i];
      if (next == RowFormat.ESCAPE) {
        next = (byte) (bytes[++i] - 1);
      }
      out[size++] = next;
    }
    return Arrays.copyOf(out, size);
  }
}

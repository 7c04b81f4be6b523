package dev.evert.sql.runtime;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.StringScan;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.util.UUID;

/**
 * Takes values out of encoded fields ({@link RowFormat}). {@code at} is where the field starts:
 * there stands the mark of a value.
 */
public final class Fields {
  private Fields() {}

  /** A boolean. */
  public static boolean readBoolean(byte[] bytes, int at) {
    return bytes[at + 1] != 0;
  }

  /** An int2. */
  public static short readShort(byte[] bytes, int at) {
    return (short) (BigEndian.getShort(bytes, at + 1) ^ Short.MIN_VALUE);
  }

  /** An int4 or date. */
  public static int readInt(byte[] bytes, int at) {
    return BigEndian.getInt(bytes, at + 1) ^ Integer.MIN_VALUE;
  }

  /** An int8, time or timestamp. */
  public static long readLong(byte[] bytes, int at) {
    return BigEndian.getLong(bytes, at + 1) ^ Long.MIN_VALUE;
  }

  /** A float4. */
  public static float readFloat(byte[] bytes, int at) {
    int bits = BigEndian.getInt(bytes, at + 1);
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
  }

  /** A float8. */
  public static double readDouble(byte[] bytes, int at) {
    long bits = BigEndian.getLong(bytes, at + 1);
    return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
  }

  /** A numeric. */
  public static Decimal readDecimal(byte[] bytes, int at) {
    return new RowReader().set(bytes, at, bytes.length).readNumeric();
  }

  /** An interval. */
  public static IntervalValue readInterval(byte[] bytes, int at) {
    return new RowReader().set(bytes, at, bytes.length).readInterval();
  }

  /** A uuid. */
  public static UUID readUuid(byte[] bytes, int at) {
    return new UUID(BigEndian.getLong(bytes, at + 1), BigEndian.getLong(bytes, at + 9));
  }

  /** A time with its zone. */
  public static RowReader.TimeTz readTimeTz(byte[] bytes, int at) {
    return new RowReader().set(bytes, at, bytes.length).readTimeTz();
  }

  /** A string whose field ends at {@code end}; its bytes are shared where none is escaped. */
  public static Slice readString(byte[] bytes, int at, int end) {
    int i = at + 1;
    for (; i + Long.BYTES < end; i += Long.BYTES) {
      if (EightBytes.find(bytes, i, RowFormat.ESCAPE) < Long.BYTES) {
        return unescaped(bytes, at, end);
      }
    }
    for (; i < end - 1; i++) {
      if (bytes[i] == RowFormat.ESCAPE) {
        return unescaped(bytes, at, end);
      }
    }
    return new Slice(bytes, at + 1, end - 1);
  }

  private static Slice unescaped(byte[] bytes, int at, int end) {
    return Slice.of(new RowReader().set(bytes, at, end).readBytes());
  }

  /** An array, as it is encoded; its field ends at {@code end}. */
  public static Slice readArray(byte[] bytes, int at, int end) {
    return new Slice(bytes, at, end);
  }

  /** Where the string's field ends that starts at {@code at}, or its mark of absence. */
  public static int skipString(byte[] bytes, int at) {
    if (bytes[at] != RowFormat.PRESENT) {
      return at + 1;
    }
    return StringScan.end(bytes, at + 1) + 1;
  }

  /** Where the field ends that starts at {@code at} and has {@code size} bytes if present. */
  public static int skipFixed(byte[] bytes, int at, int size) {
    return bytes[at] == RowFormat.PRESENT ? at + size : at + 1;
  }

  /** Where the field of any type ends that starts at {@code at}. */
  public static int skip(byte[] bytes, int at, Type type) {
    RowReader reader = new RowReader().set(bytes, at, bytes.length);
    reader.skip(type);
    return reader.offset();
  }
}

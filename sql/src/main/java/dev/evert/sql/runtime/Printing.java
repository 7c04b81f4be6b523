package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/** Casts to text: what PostgreSQL prints for a value of the type. */
public final class Printing {
  private static final Slice TRUE = Slice.of("true");
  private static final Slice FALSE = Slice.of("false");

  private Printing() {}

  /** Of a boolean: the whole word, other than where a boolean is printed. */
  public static Slice text(boolean value, Type type) {
    return value ? TRUE : FALSE;
  }

  /** Of an int2. */
  public static Slice text(short value, Type type) {
    return number(value);
  }

  /** Of an int4 or date. */
  public static Slice text(int value, Type type) {
    return type == Type.Simple.INT4 ? number(value) : print(writer -> writer.putInt4(value), type);
  }

  /** Of an int8, time or timestamp. */
  public static Slice text(long value, Type type) {
    return type == Type.Simple.INT8 ? number(value) : print(writer -> writer.putInt8(value), type);
  }

  /** Of a float4. */
  public static Slice text(float value, Type type) {
    return print(writer -> writer.putFloat4(value), type);
  }

  /** Of a float8. */
  public static Slice text(double value, Type type) {
    return print(writer -> writer.putFloat8(value), type);
  }

  /** Of a numeric. */
  public static Slice text(Decimal value, Type type) {
    return latin(value.toString());
  }

  /** Of an interval. */
  public static Slice text(IntervalValue value, Type type) {
    return print(writer -> Puts.put(value, writer), type);
  }

  /** Of a uuid. */
  public static Slice text(UUID value, Type type) {
    return latin(value.toString());
  }

  /** Of a time with its zone. */
  public static Slice text(RowReader.TimeTz value, Type type) {
    return print(writer -> Puts.put(value, writer), type);
  }

  /** Of a string: bytea in hexadecimal, any other as it is. */
  public static Slice text(Slice value, Type type) {
    return type == Type.Simple.BYTEA ? print(writer -> Puts.put(value, writer), type) : value;
  }

  /** Of an array, encoded. */
  public static Slice arrayText(Slice field, Type type) {
    return print(writer -> Puts.putArray(field, writer), type);
  }

  private static Slice print(Consumer<RowWriter> value, Type type) {
    RowWriter writer = new RowWriter();
    value.accept(writer);
    StringBuilder out = new StringBuilder();
    RowReader reader = new RowReader().set(writer.buffer(), 0, writer.size());
    TextFormat.format(type, reader, out);
    return Slice.of(out.toString());
  }

  private static Slice number(long value) {
    return latin(Long.toString(value));
  }

  private static Slice latin(String text) {
    return Slice.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}

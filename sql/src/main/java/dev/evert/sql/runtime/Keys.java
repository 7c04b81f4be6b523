package dev.evert.sql.runtime;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.util.function.Consumer;

/** Writes values of inexact types in {@link KeyFormat}. */
public final class Keys {
  private Keys() {}

  /** A float4. */
  public static void put(float value, Type type, RowWriter out) {
    out.putFloat4(value + 0.0f);
  }

  /** A float8. */
  public static void put(double value, Type type, RowWriter out) {
    out.putFloat8(value + 0.0);
  }

  /** A numeric. */
  public static void put(Decimal value, Type type, RowWriter out) {
    copy(type, out, field -> field.putNumeric(value));
  }

  /** An interval. */
  public static void put(IntervalValue value, Type type, RowWriter out) {
    copy(type, out, field -> Puts.put(value, field));
  }

  /** A padded string, or jsonb. */
  public static void put(Slice value, Type type, RowWriter out) {
    if (type instanceof Type.Char) {
      Puts.put(Texts.withoutPadding(value), out);
    } else {
      copy(type, out, field -> Puts.put(value, field));
    }
  }

  /** An array. */
  public static void putArray(Slice value, Type type, RowWriter out) {
    copy(type, out, field -> Puts.putArray(value, field));
  }

  private static void copy(Type type, RowWriter out, Consumer<RowWriter> value) {
    RowWriter field = new RowWriter();
    value.accept(field);
    KeyFormat.copy(type, new RowReader().set(field.buffer(), 0, field.size()), out);
  }
}

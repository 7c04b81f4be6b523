package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.util.UUID;

/** Casts from text: what PostgreSQL reads for a value of the type. */
public final class Parsing {
  private Parsing() {}

  /** To boolean. */
  public static boolean toBoolean(Slice text, Type type) {
    return Fields.readBoolean(field(text, type), 0);
  }

  /** To int2. */
  public static short toShort(Slice text, Type type) {
    return Fields.readShort(field(text, type), 0);
  }

  /** To int4 or date. */
  public static int toInt(Slice text, Type type) {
    return Fields.readInt(field(text, type), 0);
  }

  /** To int8, time or timestamp. */
  public static long toLong(Slice text, Type type) {
    return Fields.readLong(field(text, type), 0);
  }

  /** To float4. */
  public static float toFloat(Slice text, Type type) {
    return Fields.readFloat(field(text, type), 0);
  }

  /** To float8. */
  public static double toDouble(Slice text, Type type) {
    return Fields.readDouble(field(text, type), 0);
  }

  /** To numeric. */
  public static Decimal toDecimal(Slice text, Type type) {
    return Fields.readDecimal(field(text, type), 0);
  }

  /** To interval. */
  public static IntervalValue toInterval(Slice text, Type type) {
    return Fields.readInterval(field(text, type), 0);
  }

  /** To uuid. */
  public static UUID toUuid(Slice text, Type type) {
    return Fields.readUuid(field(text, type), 0);
  }

  /** To time with its zone. */
  public static RowReader.TimeTz toTimeTz(Slice text, Type type) {
    return Fields.readTimeTz(field(text, type), 0);
  }

  /** To bytea, json, jsonb, an enumeration or another type that travels as text. */
  public static Slice toString(Slice text, Type type) {
    byte[] field = field(text, type);
    return Fields.readString(field, 0, field.length);
  }

  /** To an array, encoded. */
  public static Slice toArray(Slice text, Type type) {
    return Slice.of(field(text, type));
  }

  /** The encoded field. */
  public static byte[] field(Slice text, Type type) {
    RowWriter out = new RowWriter();
    String value = text.toString();
    TextFormat.parse(
        type,
        type.base() instanceof Type.Other(String name)
            ? SearchValues.normalized(name, value)
            : value,
        out);
    return out.toBytes();
  }
}

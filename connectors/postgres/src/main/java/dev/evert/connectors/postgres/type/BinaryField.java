package dev.evert.connectors.postgres.type;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.NumericFormat;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;

/** Values in the binary form of PostgreSQL's types, as their {@code send} functions write them. */
public final class BinaryField {
  private static final int NUMERIC_HEADER_BYTES = 8;
  private static final int NUMERIC_NEGATIVE = 0x4000;
  private static final int NUMERIC_NAN = 0xC000;
  private static final int NUMERIC_INFINITY = 0xD000;
  private static final int NUMERIC_NEGATIVE_INFINITY = 0xF000;
  private static final byte JSONB_VERSION = 1;

  private BinaryField() {}

  /** The decoder of a type that has no parameters. */
  public static FieldDecoder of(Type.Simple type) {
    return switch (type) {
      case BOOLEAN -> (bytes, at, length, out) -> out.putBoolean(bytes[sized(at, length, 1)] != 0);
      case INT2 ->
          (bytes, at, length, out) -> out.putInt2(BigEndian.getShort(bytes, sized(at, length, 2)));
      case INT4, DATE ->
          (bytes, at, length, out) -> out.putInt4(BigEndian.getInt(bytes, sized(at, length, 4)));
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ ->
          (bytes, at, length, out) -> out.putInt8(BigEndian.getLong(bytes, sized(at, length, 8)));
      case FLOAT4 ->
          (bytes, at, length, out) ->
              out.putFloat4(Float.intBitsToFloat(BigEndian.getInt(bytes, sized(at, length, 4))));
      case FLOAT8 ->
          (bytes, at, length, out) ->
              out.putFloat8(
                  Double.longBitsToDouble(BigEndian.getLong(bytes, sized(at, length, 8))));
      case TIMETZ -> BinaryField::timeTz;
      case INTERVAL -> BinaryField::interval;
      case UUID -> BinaryField::uuid;
      case BYTEA, JSON -> string();
      case JSONB -> BinaryField::jsonb;
    };
  }

  /** The decoder of strings, and of types that travel as text. */
  public static FieldDecoder string() {
    return (bytes, at, length, out) -> out.putBytes(bytes, at, length);
  }

  /** The decoder of numerics. */
  public static FieldDecoder numeric() {
    return BinaryField::numeric;
  }

  /** The decoder of an oid, an unsigned int4, as an int8. */
  public static FieldDecoder oid() {
    return (bytes, at, length, out) ->
        out.putInt8(BigEndian.getInt(bytes, sized(at, length, 4)) & 0xFFFF_FFFFL);
  }

  private static int sized(int at, int length, int wanted) {
    if (length != wanted) {
      throw malformed("a value of " + length + " bytes, wanted " + wanted);
    }
    return at;
  }

  static EvertException malformed(String what) {
    return new EvertException(
        ErrorCode.STORE_FAILED, "PostgreSQL sent what its binary format does not have: " + what);
  }

  private static void timeTz(byte[] bytes, int at, int length, RowWriter out) {
    int from = sized(at, length, 12);
    out.putTimeTz(BigEndian.getLong(bytes, from), BigEndian.getInt(bytes, from + 8));
  }

  private static void interval(byte[] bytes, int at, int length, RowWriter out) {
    int from = sized(at, length, 16);
    int days = BigEndian.getInt(bytes, from + 8);
    out.putInterval(BigEndian.getInt(bytes, from + 12), days, BigEndian.getLong(bytes, from));
  }

  private static void uuid(byte[] bytes, int at, int length, RowWriter out) {
    int from = sized(at, length, 16);
    out.putUuid(BigEndian.getLong(bytes, from), BigEndian.getLong(bytes, from + 8));
  }

  private static void jsonb(byte[] bytes, int at, int length, RowWriter out) {
    if (length < 1 || bytes[at] != JSONB_VERSION) {
      throw malformed("jsonb of version " + (length < 1 ? "none" : bytes[at]) + ", wanted 1");
    }
    out.putBytes(bytes, at + 1, length - 1);
  }

  private static void numeric(byte[] bytes, int at, int length, RowWriter out) {
    if (length < NUMERIC_HEADER_BYTES) {
      throw malformed("a numeric of " + length + " bytes");
    }
    int count = BigEndian.getShort(bytes, at) & 0xFFFF;
    int sign = BigEndian.getShort(bytes, at + 4) & 0xFFFF;
    switch (sign) {
      case 0, NUMERIC_NEGATIVE -> digits(bytes, at, sized(count, length, 8 + 2 * count), out);
      case NUMERIC_NAN -> out.putNumeric(Decimal.Special.NAN);
      case NUMERIC_INFINITY -> out.putNumeric(Decimal.Special.INFINITY);
      case NUMERIC_NEGATIVE_INFINITY -> out.putNumeric(Decimal.Special.NEGATIVE_INFINITY);
      default -> throw malformed("a numeric of sign " + sign);
    }
  }

  private static void digits(byte[] bytes, int at, int count, RowWriter out) {
    boolean negative = (BigEndian.getShort(bytes, at + 4) & 0xFFFF) == NUMERIC_NEGATIVE;
    int weight = BigEndian.getShort(bytes, at + 2);
    int scale = BigEndian.getShort(bytes, at + 6) & 0xFFFF;
    int from = at + NUMERIC_HEADER_BYTES;
    int rest = count;
    while (rest > 0 && BigEndian.getShort(bytes, from + 2 * (rest - 1)) == 0) {
      rest--;
    }
    while (rest > 0 && BigEndian.getShort(bytes, from) == 0) {
      from += 2;
      rest--;
      weight--;
    }
    NumericFormat.writeParts(out, negative, weight, scale, bytes, from, rest);
  }
}

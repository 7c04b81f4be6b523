package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import java.util.UUID;

/** Writes values as fields. The value comes first, since generated code has it on its stack. */
public final class Puts {
  private Puts() {}

  /** A boolean. */
  public static void put(boolean value, RowWriter out) {
    out.putBoolean(value);
  }

  /** An int2. */
  public static void put(short value, RowWriter out) {
    out.putInt2(value);
  }

  /** An int4 or date. */
  public static void put(int value, RowWriter out) {
    out.putInt4(value);
  }

  /** An int8, time or timestamp. */
  public static void put(long value, RowWriter out) {
    out.putInt8(value);
  }

  /** A float4. */
  public static void put(float value, RowWriter out) {
    out.putFloat4(value);
  }

  /** A float8. */
  public static void put(double value, RowWriter out) {
    out.putFloat8(value);
  }

  /** A numeric. */
  public static void put(Decimal value, RowWriter out) {
    out.putNumeric(value);
  }

  /** An interval. */
  public static void put(IntervalValue value, RowWriter out) {
    out.putInterval(value.months(), value.days(), value.micros());
  }

  /** A uuid. */
  public static void put(UUID value, RowWriter out) {
    out.putUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  /** A time with its zone. */
  public static void put(RowReader.TimeTz value, RowWriter out) {
    out.putTimeTz(value.micros(), value.secondsWest());
  }

  /** A string or bytea. */
  public static void put(Slice value, RowWriter out) {
    out.putBytes(value.bytes(), value.from(), value.size());
  }

  /** An array, encoded already. */
  public static void putArray(Slice value, RowWriter out) {
    out.putEncoded(value.bytes(), value.from(), value.size());
  }
}

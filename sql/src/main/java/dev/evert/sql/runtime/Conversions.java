package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Casts from one kind of number to another. */
public final class Conversions {
  private static final MathContext FLOAT4_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final MathContext FLOAT8_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private Conversions() {}

  /** To int2. */
  public static short toShort(int value) {
    return Integers.toShort(value);
  }

  /** To int2. */
  public static short toShort(long value) {
    return Integers.toShort(value);
  }

  /** To int2, rounded half to even. */
  public static short toShort(float value) {
    return (short) rounded(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
  }

  /** To int2, rounded half to even. */
  public static short toShort(double value) {
    return (short) rounded(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
  }

  /** To int2, rounded half away from zero. */
  public static short toShort(Decimal value) {
    return (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
  }

  /** To int4. */
  public static int toInt(short value) {
    return value;
  }

  /** To int4. */
  public static int toInt(long value) {
    return Integers.toInt(value);
  }

  /** To int4, rounded half to even. */
  public static int toInt(float value) {
    return (int) rounded(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  /** To int4, rounded half to even. */
  public static int toInt(double value) {
    return (int) rounded(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  /** To int4, rounded half away from zero. */
  public static int toInt(Decimal value) {
    return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  /** To int4: 1 or 0. */
  public static int toInt(boolean value) {
    return value ? 1 : 0;
  }

  /** To int8. */
  public static long toLong(short value) {
    return value;
  }

  /** To int8. */
  public static long toLong(int value) {
    return value;
  }

  /** To int8, rounded half to even. */
  public static long toLong(float value) {
    return toLong((double) value);
  }

  /** To int8, rounded half to even. */
  public static long toLong(double value) {
    double rounded = Math.rint(value);
    if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
      throw Integers.outOfRange("bigint");
    }
    return (long) rounded;
  }

  /** To int8, rounded half away from zero. */
  public static long toLong(Decimal value) {
    return whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
  }

  /** To float4. */
  public static float toFloat(short value) {
    return value;
  }

  /** To float4. */
  public static float toFloat(int value) {
    return value;
  }

  /** To float4. */
  public static float toFloat(long value) {
    return value;
  }

  /** To float4; what has no place is an error. */
  public static float toFloat(double value) {
    float result = (float) value;
    Floats.checked(result, Double.isFinite(value), value != 0);
    return result;
  }

  /** To float4; what has no place is an error. */
  public static float toFloat(Decimal value) {
    return switch (value) {
      case Decimal.Finite(BigDecimal number) -> {
        float result = number.floatValue();
        Floats.checked(result, true, number.signum() != 0);
        yield result;
      }
      case Decimal.Special special -> (float) special(special);
    };
  }

  /** To float8. */
  public static double toDouble(short value) {
    return value;
  }

  /** To float8. */
  public static double toDouble(int value) {
    return value;
  }

  /** To float8. */
  public static double toDouble(long value) {
    return value;
  }

  /** To float8. */
  public static double toDouble(float value) {
    return value;
  }

  /** To float8; what has no place is an error. */
  public static double toDouble(Decimal value) {
    return switch (value) {
      case Decimal.Finite(BigDecimal number) ->
          Floats.checked(number.doubleValue(), true, number.signum() != 0);
      case Decimal.Special special -> special(special);
    };
  }

  /** To numeric. */
  public static Decimal toDecimal(short value) {
    return Decimal.of(value);
  }

  /** To numeric. */
  public static Decimal toDecimal(int value) {
    return Decimal.of(value);
  }

  /** To numeric. */
  public static Decimal toDecimal(long value) {
    return Decimal.of(value);
  }

  /** To numeric, of 6 digits. */
  public static Decimal toDecimal(float value) {
    return Float.isFinite(value) ? decimal(value, FLOAT4_DIGITS) : special(value);
  }

  /** To numeric, of 15 digits. */
  public static Decimal toDecimal(double value) {
    return Double.isFinite(value) ? decimal(value, FLOAT8_DIGITS) : special(value);
  }

  /** To boolean: whether it is not 0. */
  public static boolean toBoolean(int value) {
    return value != 0;
  }

  private static Decimal decimal(double value, MathContext digits) {
    BigDecimal number = new BigDecimal(value).round(digits).stripTrailingZeros();
    return Decimal.of(number.scale() < 0 ? number.setScale(0) : number);
  }

  private static Decimal special(double value) {
    if (Double.isNaN(value)) {
      return Decimal.Special.NAN;
    }
    return value > 0 ? Decimal.Special.INFINITY : Decimal.Special.NEGATIVE_INFINITY;
  }

  private static double special(Decimal.Special value) {
    return switch (value) {
      case NAN -> Double.NaN;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
    };
  }

  private static double rounded(double value, double least, double greatest, String type) {
    double rounded = Math.rint(value);
    if (!(rounded >= least && rounded <= greatest)) {
      throw Integers.outOfRange(type);
    }
    return rounded;
  }

  private static long whole(Decimal value, long least, long greatest, String type) {
    if (!(value instanceof Decimal.Finite(BigDecimal number))) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE, "cannot convert " + value + " to " + type);
    }
    BigDecimal rounded = number.setScale(0, RoundingMode.HALF_UP);
    boolean fits =
        rounded.compareTo(BigDecimal.valueOf(least)) >= 0
            && rounded.compareTo(BigDecimal.valueOf(greatest)) <= 0;
    if (!fits) {
      throw Integers.outOfRange(type);
    }
    return rounded.longValue();
  }
}

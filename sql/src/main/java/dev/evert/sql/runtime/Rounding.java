package dev.evert.sql.runtime;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Rounds numbers: numerics half away from zero, floats half to even, as PostgreSQL does. */
public final class Rounding {
  private static final int MAX_SCALE = 16_383;
  private static final int MIN_SCALE = -131_073;

  private Rounding() {}

  /** To a whole number. */
  public static Decimal round(Decimal value) {
    return scaled(value, 0, RoundingMode.HALF_UP);
  }

  /** To so many digits after the point; with a negative number to tens, hundreds and so on. */
  public static Decimal round(Decimal value, int scale) {
    return scaled(value, scale, RoundingMode.HALF_UP);
  }

  /** To a whole number. */
  public static double round(double value) {
    return Math.rint(value);
  }

  /** Toward zero. */
  public static Decimal trunc(Decimal value) {
    return scaled(value, 0, RoundingMode.DOWN);
  }

  /** Toward zero, to so many digits after the point. */
  public static Decimal trunc(Decimal value, int scale) {
    return scaled(value, scale, RoundingMode.DOWN);
  }

  /** Toward zero. */
  public static double trunc(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  /** Up to a whole number. */
  public static Decimal ceil(Decimal value) {
    return scaled(value, 0, RoundingMode.CEILING);
  }

  /** Up to a whole number. */
  public static double ceil(double value) {
    return Math.ceil(value);
  }

  /** Down to a whole number. */
  public static Decimal floor(Decimal value) {
    return scaled(value, 0, RoundingMode.FLOOR);
  }

  /** Down to a whole number. */
  public static double floor(double value) {
    return Math.floor(value);
  }

  /** -1, 0 or 1. */
  public static Decimal sign(Decimal value) {
    return value == Decimal.Special.NAN ? value : Decimal.of(Numerics.signum(value));
  }

  /** -1, 0 or 1; 0 for NaN. */
  public static double sign(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
  }

  /** The number of digits after the point; none for what is no number. */
  public static @Nullable Integer scale(Decimal value) {
    return value instanceof Finite(BigDecimal number) ? number.scale() : null;
  }

  /** Without zeros at the end of the digits after the point. */
  public static Decimal trimScale(Decimal value) {
    if (!(value instanceof Finite(BigDecimal number))) {
      return value;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return Decimal.of(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  private static Decimal scaled(Decimal value, int scale, RoundingMode mode) {
    if (!(value instanceof Finite(BigDecimal number))) {
      return value;
    }
    int limited = Math.clamp(scale, MIN_SCALE, MAX_SCALE);
    BigDecimal rounded = number.setScale(limited, mode);
    return Numerics.checked(limited < 0 ? rounded.setScale(0) : rounded);
  }
}

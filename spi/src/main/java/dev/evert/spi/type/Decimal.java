package dev.evert.spi.type;

import java.math.BigDecimal;
import java.util.Objects;

/** A value of PostgreSQL's numeric type: a decimal number, or one of three special values. */
public sealed interface Decimal {

  /**
   * A number; its scale, never negative, is the number of digits after the point that are shown.
   */
  record Finite(BigDecimal value) implements Decimal {
    public Finite {
      Objects.requireNonNull(value);
      if (value.scale() < 0) {
        value = value.setScale(0);
      }
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /** The values that are not numbers, in order below and above all numbers. */
  enum Special implements Decimal {
    NEGATIVE_INFINITY("-Infinity"),
    INFINITY("Infinity"),
    NAN("NaN");

    private final String text;

    Special(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A number. */
  static Decimal of(BigDecimal value) {
    return new Finite(value);
  }

  /** A whole number. */
  static Decimal of(long value) {
    return new Finite(BigDecimal.valueOf(value));
  }

  /** Orders values as PostgreSQL does: NaN is above infinity, and 1.0 equals 1.00. */
  static int compare(Decimal left, Decimal right) {
    if (left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b)) {
      return a.compareTo(b);
    }
    return Integer.compare(rank(left), rank(right));
  }

  private static int rank(Decimal value) {
    return switch (value) {
      case Special.NEGATIVE_INFINITY -> -1;
      case Finite _ -> 0;
      case Special.INFINITY -> 1;
      case Special.NAN -> 2;
    };
  }
}

package dev.evert.spi.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal strictly nearer to a floating-point number than to its neighbours.
 *
 * <p>Java's own shortest decimal is the same one but for two cases: it has two digits where one
 * would do (4.9E-324), and it may lie exactly in the middle between two numbers, which not every
 * reader rounds alike. Both cases are computed here exactly.
 *
 * @param digits without a zero at the end; {@code 0} for zero
 * @param exponent the power of ten of the first digit
 */
record ShortestDigits(boolean negative, String digits, int exponent) {
  // A middle has one bit more than a number: only here can so few digits be one.
  private static final float FLOAT4_MIDDLES_FROM = 1 << 20;
  private static final float FLOAT4_MIDDLES_TO = 1e20f;
  private static final double FLOAT8_MIDDLES_FROM = 1L << 50;
  private static final double FLOAT8_MIDDLES_TO = 1e41;

  static ShortestDigits of(float value) {
    float size = Math.abs(value);
    boolean negative = Float.floatToRawIntBits(value) < 0;
    ShortestDigits likely = parse(negative, Float.toString(size));
    boolean mayBeMiddle = size >= FLOAT4_MIDDLES_FROM && size <= FLOAT4_MIDDLES_TO;
    if (!mayBeMiddle && likely.digits.length() != 2) {
      return likely;
    }
    BigDecimal exact = new BigDecimal(size);
    BigDecimal below = new BigDecimal(Math.nextDown(size));
    float next = Math.nextUp(size);
    BigDecimal above =
        Float.isInfinite(next) ? exact.add(exact.subtract(below)) : new BigDecimal(next);
    return exact(negative, exact, below, above);
  }

  static ShortestDigits of(double value) {
    double size = Math.abs(value);
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    ShortestDigits likely = parse(negative, Double.toString(size));
    boolean mayBeMiddle = size >= FLOAT8_MIDDLES_FROM && size <= FLOAT8_MIDDLES_TO;
    if (!mayBeMiddle && likely.digits.length() != 2) {
      return likely;
    }
    BigDecimal exact = new BigDecimal(size);
    BigDecimal below = new BigDecimal(Math.nextDown(size));
    double next = Math.nextUp(size);
    BigDecimal above =
        Double.isInfinite(next) ? exact.add(exact.subtract(below)) : new BigDecimal(next);
    return exact(negative, exact, below, above);
  }

  /** Reads what Java prints: digits with a point, perhaps with an exponent. */
  private static ShortestDigits parse(boolean negative, String text) {
    int mark = text.indexOf('E');
    int power = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
    int end = mark < 0 ? text.length() : mark;
    int point = text.indexOf('.');
    String all = text.substring(0, point) + text.substring(point + 1, end);
    int first = 0;
    while (first < all.length() - 1 && all.charAt(first) == '0') {
      first++;
    }
    int last = all.length();
    while (last > first + 1 && all.charAt(last - 1) == '0') {
      last--;
    }
    String digits = all.substring(first, last);
    return new ShortestDigits(negative, digits, digits.equals("0") ? 0 : power + point - 1 - first);
  }

  private static ShortestDigits exact(
      boolean negative, BigDecimal value, BigDecimal below, BigDecimal above) {
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal least = value.add(below).divide(two);
    BigDecimal most = value.add(above).divide(two);
    for (int length = 1; ; length++) {
      BigDecimal down = value.round(new MathContext(length, RoundingMode.DOWN));
      BigDecimal up = value.round(new MathContext(length, RoundingMode.UP));
      boolean downFits = down.compareTo(least) > 0;
      boolean upFits = up.compareTo(most) < 0;
      if (downFits || upFits) {
        BigDecimal nearest = value.round(new MathContext(length, RoundingMode.HALF_EVEN));
        return of(negative, downFits && upFits ? nearest : downFits ? down : up);
      }
    }
  }

  private static ShortestDigits of(boolean negative, BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    String digits = bare.unscaledValue().toString();
    return new ShortestDigits(negative, digits, digits.length() - 1 - bare.scale());
  }
}

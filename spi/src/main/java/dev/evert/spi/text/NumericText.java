package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numerics: all digits that the value has, zeros after the point included. */
final class NumericText {
  /** Beyond it a number overflows whatever its digits are. */
  private static final int MAX_EXPONENT = 200_000;

  private static final int MAX_WHOLE_DIGITS = 131_072;
  private static final int MAX_SCALE = 16_383;
  private static final Pattern GROUPED = Pattern.compile("[0-9]_[0-9]");

  private NumericText() {}

  /**
   * Reads a numeric and fits it to the declared precision and scale.
   *
   * @throws EvertException {@link ErrorCode#INVALID_TEXT}, {@link ErrorCode#NUMERIC_OUT_OF_RANGE}
   */
  static Decimal parse(Type.Numeric type, String text) {
    String body = Blank.strip(text);
    Decimal value = isPlain(body) ? plain(body, text) : other(body, text);
    return fit(type, value);
  }

  private static boolean isPlain(String body) {
    return DecimalSyntax.end(body) == body.length() && !body.isEmpty();
  }

  private static Decimal plain(String body, String text) {
    int mark = Math.max(body.indexOf('e'), body.indexOf('E'));
    if (mark < 0) {
      return checked(new BigDecimal(body));
    }
    int exponent = exponent(body.substring(mark + 1), text);
    BigDecimal digits = new BigDecimal(body.substring(0, mark));
    boolean readable = Math.abs((long) exponent) < Integer.MAX_VALUE / 2;
    if (exponent > MAX_EXPONENT && readable && digits.signum() == 0) {
      return Decimal.of(BigDecimal.ZERO);
    }
    if (!readable || Math.abs(exponent) > MAX_EXPONENT) {
      throw overflow();
    }
    return checked(digits.scaleByPowerOfTen(exponent));
  }

  private static int exponent(String digits, String text) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw Invalid.syntax("numeric", text);
    }
  }

  private static Decimal checked(BigDecimal value) {
    if (value.scale() > MAX_SCALE || value.precision() - value.scale() > MAX_WHOLE_DIGITS) {
      throw overflow();
    }
    return Decimal.of(value);
  }

  private static EvertException overflow() {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
  }

  private static Decimal other(String body, String text) {
    return switch (body.toLowerCase(Locale.ROOT)) {
      case "nan" -> Decimal.Special.NAN;
      case "infinity", "+infinity", "inf", "+inf" -> Decimal.Special.INFINITY;
      case "-infinity", "-inf" -> Decimal.Special.NEGATIVE_INFINITY;
      default -> grouped(body, text);
    };
  }

  /** Underscores between digits, or a whole number of another radix. */
  private static Decimal grouped(String body, String text) {
    boolean signed = body.startsWith("-") || body.startsWith("+");
    int radix = IntegerText.radix(body, signed ? 1 : 0);
    if (radix != 10) {
      return wholeNumber(body, signed, radix, text);
    }
    String bare = withoutUnderscores(body);
    if (bare.length() == body.length() || !isPlain(bare)) {
      throw Invalid.syntax("numeric", text);
    }
    return plain(bare, text);
  }

  private static Decimal wholeNumber(String body, boolean signed, int radix, String text) {
    String digits = body.substring(signed ? 3 : 2).replaceAll("_(?=[0-9A-Fa-f])", "");
    try {
      if (digits.startsWith("-") || digits.startsWith("+")) {
        throw Invalid.syntax("numeric", text);
      }
      BigInteger value = new BigInteger(digits, radix);
      return checked(new BigDecimal(body.startsWith("-") ? value.negate() : value));
    } catch (NumberFormatException _) {
      throw Invalid.syntax("numeric", text);
    }
  }

  /** Underscores between two digits are left out; any other one stays and makes the text wrong. */
  private static String withoutUnderscores(String body) {
    String bare = body;
    while (GROUPED.matcher(bare).find()) {
      bare = bare.replaceAll("(?<=[0-9])_(?=[0-9])", "");
    }
    return bare;
  }

  private static Decimal fit(Type.Numeric type, Decimal value) {
    if (!type.bounded()) {
      return value;
    }
    return switch (value) {
      case Decimal.Finite(BigDecimal number) -> round(type, number);
      case Decimal.Special.NAN -> value;
      case Decimal.Special.INFINITY, Decimal.Special.NEGATIVE_INFINITY ->
          throw new EvertException(
              ErrorCode.NUMERIC_OUT_OF_RANGE,
              "numeric field overflow: " + type.sql() + " cannot hold an infinite value");
    };
  }

  private static Decimal round(Type.Numeric type, BigDecimal number) {
    BigDecimal rounded =
        number.scale() == type.scale()
            ? number
            : number.setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.signum() != 0 && rounded.precision() > type.precision()) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "numeric field overflow: a "
              + type.sql()
              + " must round to an absolute value less than 10^"
              + (type.precision() - type.scale())
              + ", got "
              + Invalid.cut(number.toPlainString()));
    }
    return Decimal.of(rounded);
  }
}

package dev.evert.spi.text;

import dev.evert.spi.error.EvertException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Floating-point numbers in the fewest digits that give the same number back, as PostgreSQL has
 * written them since version 12.
 */
final class FloatText {
  private static final int FLOAT4_PLAIN_DIGITS = 6;
  private static final int FLOAT8_PLAIN_DIGITS = 15;
  private static final int LEAST_PLAIN_EXPONENT = -4;

  /** As C's strtod reads it: the exponent may be left out. */
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[-+]?0[xX](?=\\.?[0-9a-fA-F])[0-9a-fA-F]*\\.?[0-9a-fA-F]*([pP][-+]?[0-9]+)?");

  private FloatText() {}

  static void formatFloat4(float value, StringBuilder out) {
    if (Float.isFinite(value)) {
      format(ShortestDigits.of(value), FLOAT4_PLAIN_DIGITS, out);
    } else {
      out.append(value);
    }
  }

  static void formatFloat8(double value, StringBuilder out) {
    if (Double.isFinite(value)) {
      format(ShortestDigits.of(value), FLOAT8_PLAIN_DIGITS, out);
    } else {
      out.append(value);
    }
  }

  private static void format(ShortestDigits number, int plainDigits, StringBuilder out) {
    if (number.negative()) {
      out.append('-');
    }
    String digits = number.digits();
    int exponent = number.exponent();
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= plainDigits) {
      scientific(digits, exponent, out);
    } else if (exponent < 0) {
      out.append("0.").repeat('0', -1 - exponent).append(digits);
    } else if (digits.length() <= exponent + 1) {
      out.append(digits).repeat('0', exponent + 1 - digits.length());
    } else {
      out.append(digits, 0, exponent + 1).append('.');
      out.append(digits, exponent + 1, digits.length());
    }
  }

  private static void scientific(String digits, int exponent, StringBuilder out) {
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    if (size < 10) {
      out.append('0');
    }
    out.append(size);
  }

  static float parseFloat4(String text) {
    String body = Blank.strip(text);
    Double special = special(body);
    if (special != null) {
      return special.floatValue();
    }
    float value = Float.parseFloat(number(body, text, "real"));
    if (Float.isInfinite(value) || (value == 0 && hasDigitAboveZero(body))) {
      throw outOfRange(body, "real");
    }
    return value;
  }

  static double parseFloat8(String text) {
    String body = Blank.strip(text);
    Double special = special(body);
    if (special != null) {
      return special;
    }
    double value = Double.parseDouble(number(body, text, "double precision"));
    if (Double.isInfinite(value) || (value == 0 && hasDigitAboveZero(body))) {
      throw outOfRange(body, "double precision");
    }
    return value;
  }

  private static EvertException outOfRange(String body, String type) {
    return Invalid.range(type, body);
  }

  private static @Nullable Double special(String body) {
    if (body.isEmpty() || body.charAt(body.length() - 1) <= '9') {
      return null;
    }
    return switch (body.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  /** The number as Java reads it, which reads more than SQL allows (a type's letter, for one). */
  private static String number(String body, String text, String type) {
    if (DecimalSyntax.end(body) == body.length() && !body.isEmpty()) {
      return body;
    }
    if (HEXADECIMAL.matcher(body).matches()) {
      return body.indexOf('p') < 0 && body.indexOf('P') < 0 ? body + "p0" : body;
    }
    throw Invalid.syntax(type, text);
  }

  /** Whether a digit before the exponent is not 0, so that a value of 0 has lost it. */
  private static boolean hasDigitAboveZero(String body) {
    int mark = Math.max(body.indexOf('x'), body.indexOf('X'));
    int radix = mark < 0 ? 10 : 16;
    for (int i = mark + 1; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == 'p' || c == 'P' || (radix == 10 && (c == 'e' || c == 'E'))) {
        return false;
      }
      if (Character.digit(c, radix) > 0) {
        return true;
      }
    }
    return false;
  }
}

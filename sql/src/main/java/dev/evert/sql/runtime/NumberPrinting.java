package dev.evert.sql.runtime;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import dev.evert.sql.runtime.NumberTemplate.LocaleSign;
import dev.evert.sql.runtime.NumberTemplate.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** {@code to_char} of numbers. */
public final class NumberPrinting {
  private static final int FLOAT4_DIGITS = 6;
  private static final int FLOAT8_DIGITS = 15;

  private NumberPrinting() {}

  /** An int4 as the template says. */
  public static Slice print(int value, Slice template) {
    NumberTemplate read = NumberTemplate.of(template);
    return read.scientific
        ? print(value, FLOAT8_DIGITS, read)
        : print(BigDecimal.valueOf(value), read);
  }

  /** An int8 as the template says. */
  public static Slice print(long value, Slice template) {
    return print(BigDecimal.valueOf(value), NumberTemplate.of(template));
  }

  /** A numeric as the template says. */
  public static Slice print(Decimal value, Slice template) {
    NumberTemplate read = NumberTemplate.of(template);
    return switch (value) {
      case Finite(BigDecimal number) -> print(number, read);
      case Decimal.Special special -> special(special.toString(), read);
    };
  }

  /** A float4 as the template says, of 6 digits. */
  public static Slice print(float value, Slice template) {
    return print(value, FLOAT4_DIGITS, NumberTemplate.of(template));
  }

  /** A float8 as the template says, of 15 digits. */
  public static Slice print(double value, Slice template) {
    return print(value, FLOAT8_DIGITS, NumberTemplate.of(template));
  }

  private static Slice print(double value, int digits, NumberTemplate template) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      limitDigits(template, String.valueOf(Math.abs(value)).length(), digits);
      return special(String.valueOf(value), template);
    }
    BigDecimal exact = new BigDecimal(value);
    if (template.scientific) {
      return scientific(exact, template, RoundingMode.HALF_EVEN);
    }
    if (template.roman) {
      return roman(exact.setScale(0, RoundingMode.HALF_EVEN), template);
    }
    BigDecimal shifted = new BigDecimal(exact.doubleValue()).scaleByPowerOfTen(template.shift);
    int whole = shifted.abs().setScale(0, RoundingMode.HALF_EVEN).precision();
    limitDigits(template, whole, digits);
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    return plain(shifted.setScale(template.after, RoundingMode.HALF_EVEN), negative, template);
  }

  /** Digits after the point are shown as far as the type has them after so many before it. */
  private static void limitDigits(NumberTemplate template, int whole, int digits) {
    template.after = Math.min(template.after, Math.max(digits - whole, 0));
  }

  private static Slice print(BigDecimal value, NumberTemplate template) {
    if (template.scientific) {
      return scientific(value, template, RoundingMode.HALF_UP);
    }
    if (template.roman) {
      return roman(value.setScale(0, RoundingMode.HALF_UP), template);
    }
    BigDecimal shown =
        value.scaleByPowerOfTen(template.shift).setScale(template.after, RoundingMode.HALF_UP);
    return plain(shown, shown.signum() < 0, template);
  }

  private static Slice plain(BigDecimal shown, boolean negative, NumberTemplate template) {
    return plain(shown.abs().toPlainString(), negative, template);
  }

  private static Slice plain(String digits, boolean negative, NumberTemplate template) {
    int before = template.before + template.shift;
    int point = digits.indexOf('.');
    int whole = point < 0 ? digits.length() : point;
    String number = digits;
    int blanks = 0;
    if (whole < before) {
      blanks = before - whole;
    } else if (whole > before) {
      number = "#".repeat(before) + "." + "#".repeat(template.after);
    }
    return Slice.of(new NumberLine(template, before, number, negative, blanks).print());
  }

  /** NaN and infinities have no digits: they fill the places that there are for them. */
  private static Slice special(String name, NumberTemplate template) {
    if (template.scientific) {
      return Slice.of(" " + "#".repeat(template.before) + "." + "#".repeat(template.after + 4));
    }
    if (template.roman) {
      return roman(BigDecimal.ZERO, template);
    }
    boolean negative = name.startsWith("-");
    return plain(negative ? name.substring(1) : name, negative, template);
  }

  private static Slice scientific(
      BigDecimal value, NumberTemplate template, RoundingMode rounding) {
    int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    BigDecimal significand =
        value.abs().scaleByPowerOfTen(-exponent).setScale(template.after, rounding);
    // A numeric that is rounded up to the next power of ten stays as it is, as in PostgreSQL.
    if (significand.compareTo(BigDecimal.TEN) >= 0 && rounding == RoundingMode.HALF_EVEN) {
      exponent++;
      significand = value.abs().scaleByPowerOfTen(-exponent).setScale(template.after, rounding);
    }
    String sign = value.signum() < 0 ? "-" : " ";
    return Slice.of(
        sign
            + significand.toPlainString()
            + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent)));
  }

  private static Slice roman(BigDecimal value, NumberTemplate template) {
    String numeral = RomanNumerals.of(value);
    StringBuilder out = new StringBuilder();
    for (Part part : template.parts()) {
      if (part.keyword().equalsIgnoreCase("RN")) {
        boolean lower = part.keyword().equals("rn");
        String shown = lower ? numeral.toLowerCase(Locale.ROOT) : numeral;
        int missing = template.fill ? 0 : RomanNumerals.WIDTH - shown.length();
        out.append(" ".repeat(Math.max(missing, 0))).append(shown);
      } else {
        out.append(part.text());
      }
    }
    return Slice.of(out.toString());
  }

  /** Whether the sign of the locale stands behind the number after all. */
  static boolean signAfter(NumberTemplate template, int before) {
    return template.sign == LocaleSign.AFTER
        || (template.sign == LocaleSign.BEFORE && before == template.beforeSign);
  }
}

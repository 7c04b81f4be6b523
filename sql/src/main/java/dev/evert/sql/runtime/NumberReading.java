package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.NumberTemplate.LocaleSign;
import dev.evert.sql.runtime.NumberTemplate.Part;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code to_number}: reads a number as a template says it is written. */
public final class NumberReading {
  private static final String DATA = "0123456789.,+-";

  private final NumberTemplate template;
  private final String text;
  private final StringBuilder digits = new StringBuilder();
  private char sign = ' ';
  private int at;
  private int before;
  private int after;
  private boolean decimal;

  private NumberReading(NumberTemplate template, String text) {
    this.template = template;
    this.text = text;
  }

  /** The number in a text; null without a template. */
  public static @Nullable Decimal read(Slice text, Slice template) {
    if (template.size() == 0) {
      return null;
    }
    NumberTemplate read = NumberTemplate.of(template);
    if (read.scientific) {
      throw new EvertException(ErrorCode.SQL_UNSUPPORTED, "\"EEEE\" not supported for input");
    }
    return new NumberReading(read, text.toString()).number();
  }

  private Decimal number() {
    for (Part part : template.parts()) {
      if (atEnd()) {
        break;
      }
      if (part.keyword().isEmpty()) {
        at = text.offsetByCodePoints(at, 1);
      } else {
        keyword(part.keyword());
      }
    }
    int scale = after;
    String written = sign + digits.toString();
    if (written.endsWith(".")) {
      written = written.substring(0, written.length() - 1);
    }
    int precision = template.roman ? digits.length() : template.before + template.shift + scale;
    Type type = precision > 0 ? new Type.Numeric(precision, scale) : Type.Numeric.ANY;
    Decimal read = (Decimal) Literals.value(type, Parsing.field(Slice.of(written), type));
    return template.multiplied ? shifted(read) : read;
  }

  private Decimal shifted(Decimal read) {
    Decimal power = NumericMath.power(Decimal.of(10), Decimal.of(-template.shift));
    return Numerics.multiply(read, power);
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private char next() {
    return text.charAt(at);
  }

  private void keyword(String keyword) {
    switch (keyword) {
      case "9", "0", ".", "D" -> {
        part(keyword.equals("9") || keyword.equals("0"));
        at++;
      }
      case "," -> skipIf(!template.fill && next() == ',');
      case "G" -> skipIf(!template.fill && next() == ',');
      case "L" -> skipOther(1);
      case "TH", "th" -> {
        if (!template.roman && !template.decimal) {
          skipOther(2);
        }
      }
      case "MI" -> sign(next() == '-');
      case "PL" -> sign(next() == '+');
      case "SG" -> sign(next() == '-' || next() == '+');
      case "RN", "rn" -> roman();
      default -> {}
    }
  }

  private void skipIf(boolean there) {
    if (there) {
      at++;
    }
  }

  private void sign(boolean there) {
    if (there) {
      sign = next();
      at++;
    } else {
      skipOther(1);
    }
  }

  /** Skips characters that no number is written with. */
  private void skipOther(int count) {
    for (int i = 0; i < count && !atEnd() && DATA.indexOf(next()) < 0; i++) {
      at = text.offsetByCodePoints(at, 1);
    }
  }

  /** Reads a digit or the point, and the sign before the first or behind the last of them. */
  private void part(boolean digit) {
    if (next() == ' ') {
      at++;
    }
    if (atEnd()) {
      return;
    }
    if (sign == ' ' && digit && before + after == 0) {
      leadingSign();
    }
    if (atEnd()) {
      return;
    }
    boolean read = false;
    if (Character.isDigit(next())) {
      if (decimal && after == template.after) {
        return;
      }
      digits.append(next());
      after += decimal ? 1 : 0;
      before += decimal ? 0 : 1;
      read = true;
    } else if (template.decimal && !decimal && next() == '.') {
      digits.append('.');
      decimal = true;
      read = true;
    }
    if (sign == ' ' && before + after > 0) {
      trailingSign(read);
    }
  }

  private void leadingSign() {
    boolean locale = template.localeSign && template.sign == LocaleSign.BEFORE;
    char first = next();
    if (first == '-' || (!locale && template.bracket && first == '<')) {
      sign = '-';
      at++;
    } else if (first == '+') {
      sign = '+';
      at++;
    }
  }

  private void trailingSign(boolean read) {
    if (template.localeSign) {
      boolean follows = read && at + 1 < text.length();
      char behind = follows ? text.charAt(at + 1) : ' ';
      if (behind == '-' || behind == '+') {
        at++;
        sign = behind;
      }
    } else if (!read && (template.plus || template.minus) && (next() == '-' || next() == '+')) {
      sign = next();
    }
  }

  private void roman() {
    while (!atEnd() && Character.isWhitespace(next())) {
      at++;
    }
    int from = at;
    while (!atEnd() && "MDCLXVI".indexOf(Character.toUpperCase(next())) >= 0) {
      at++;
    }
    int value = RomanNumerals.value(text.substring(from, at).toUpperCase(Locale.ROOT));
    if (value < 0) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "invalid Roman numeral");
    }
    digits.append(value);
  }
}

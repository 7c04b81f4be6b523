package dev.evert.connectors.files;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the narrowest type that holds all values that were seen. A number with a zero in front is
 * no number but a code; a text in one column makes it a column of texts.
 */
final class TypeGuess {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?[eE][-+]?[0-9]+");
  private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?");
  private static final Pattern TIMESTAMPTZ =
      Pattern.compile(TIMESTAMP.pattern() + "(Z|[-+][0-9]{2}(:?[0-9]{2})?)");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** What a value looks like. */
  private enum Look {
    BOOLEAN,
    INTEGER,
    LARGE_INTEGER,
    DECIMAL,
    REAL,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ,
    UUID,
    TEXT,
    STRUCTURE
  }

  private static final Set<Look> NUMBERS =
      EnumSet.of(Look.INTEGER, Look.LARGE_INTEGER, Look.DECIMAL, Look.REAL);
  private static final Set<Look> DECIMALS =
      EnumSet.of(Look.INTEGER, Look.LARGE_INTEGER, Look.DECIMAL);

  private final Set<Look> seen = EnumSet.noneOf(Look.class);
  private final RowWriter scratch = new RowWriter();

  /** A value of a format in which all values are texts. */
  void text(String value) {
    if (!seen.contains(Look.TEXT)) {
      Look number = number(value);
      seen.add(number != Look.TEXT ? number : string(value));
    }
  }

  /** A number of a format that knows numbers. */
  void aNumber(String value) {
    seen.add(number(value));
  }

  /** A string of a format that knows strings: one of digits stays a string. */
  void aString(String value) {
    if (!seen.contains(Look.TEXT)) {
      Look look = string(value);
      seen.add(look == Look.BOOLEAN ? Look.TEXT : look);
    }
  }

  /** True or false. */
  void aBoolean() {
    seen.add(Look.BOOLEAN);
  }

  /** An object or array. */
  void aStructure() {
    seen.add(Look.STRUCTURE);
  }

  private static Look number(String value) {
    if (INTEGER.matcher(value).matches()) {
      boolean large = value.length() > 18;
      return large ? Look.LARGE_INTEGER : Look.INTEGER;
    }
    if (DECIMAL.matcher(value).matches()) {
      return Look.DECIMAL;
    }
    return REAL.matcher(value).matches() ? Look.REAL : Look.TEXT;
  }

  private Look string(String value) {
    if (BOOLEAN.matcher(value).matches()) {
      return Look.BOOLEAN;
    }
    if (DATE.matcher(value).matches() && reads(Type.Simple.DATE, value)) {
      return Look.DATE;
    }
    if (TIMESTAMP.matcher(value).matches() && reads(Type.Simple.TIMESTAMP, value)) {
      return Look.TIMESTAMP;
    }
    if (TIMESTAMPTZ.matcher(value).matches() && reads(Type.Simple.TIMESTAMPTZ, value)) {
      return Look.TIMESTAMPTZ;
    }
    return UUID.matcher(value).matches() ? Look.UUID : Look.TEXT;
  }

  private boolean reads(Type type, String value) {
    try {
      TextFormat.parse(type, value, scratch.reset());
      return true;
    } catch (EvertException _) {
      return false;
    }
  }

  /** The type; text if nothing was seen. */
  Type type() {
    if (seen.contains(Look.STRUCTURE)) {
      return Type.Simple.JSONB;
    }
    if (seen.isEmpty() || seen.contains(Look.TEXT)) {
      return Type.Text.ANY;
    }
    if (NUMBERS.containsAll(seen)) {
      return numberType();
    }
    if (seen.equals(EnumSet.of(Look.DATE, Look.TIMESTAMP))) {
      return Type.Simple.TIMESTAMP;
    }
    return seen.size() == 1 ? singleType(seen.iterator().next()) : Type.Text.ANY;
  }

  private Type numberType() {
    if (seen.equals(EnumSet.of(Look.INTEGER))) {
      return Type.Simple.INT8;
    }
    return DECIMALS.containsAll(seen) ? Type.Numeric.ANY : Type.Simple.FLOAT8;
  }

  private static Type singleType(Look look) {
    return switch (look) {
      case BOOLEAN -> Type.Simple.BOOLEAN;
      case DATE -> Type.Simple.DATE;
      case TIMESTAMP -> Type.Simple.TIMESTAMP;
      case TIMESTAMPTZ -> Type.Simple.TIMESTAMPTZ;
      case UUID -> Type.Simple.UUID;
      case STRUCTURE -> Type.Simple.JSONB;
      case INTEGER -> Type.Simple.INT8;
      case LARGE_INTEGER, DECIMAL -> Type.Numeric.ANY;
      case REAL -> Type.Simple.FLOAT8;
      case TEXT -> Type.Text.ANY;
    };
  }
}

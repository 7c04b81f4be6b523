package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/**
 * Reads the plainest form of values straight from UTF-8 bytes, without objects: decimal numbers,
 * ISO dates and times, strings. Whatever is written otherwise is left to {@link TextFormat}.
 */
final class PlainText {
  private static final int MAX_LONG_DIGITS = 18;
  private static final int MAX_NUMERIC_DIGITS = 15;
  private static final long[] POWERS = new long[MAX_LONG_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private PlainText() {}

  /** Writes the value; false, with nothing written, if it is not in its plainest form. */
  static boolean parse(Type type, byte[] text, int from, int to, RowWriter out) {
    return switch (type) {
      case Type.Simple simple -> parseSimple(simple, text, from, to, out);
      case Type.Numeric numeric -> parseNumeric(numeric, text, from, to, out);
      case Type.Text(int most) -> {
        boolean fits = most == Type.Text.UNBOUNDED || to - from <= most;
        yield fits && putText(text, from, to, out);
      }
      case Type.Other _ -> putText(text, from, to, out);
      case Type.Char _, Type.Enumeration _, Type.Array _, Type.Row _ -> false;
      case Type.Domain domain -> parse(domain.base(), text, from, to, out);
    };
  }

  private static boolean putText(byte[] text, int from, int to, RowWriter out) {
    checkUtf8(text, from, to);
    out.putBytes(text, from, to - from);
    return true;
  }

  /** Says which byte is wrong. */
  static void checkUtf8(byte[] text, int from, int to) {
    int bad = Utf8.firstBad(text, from, to);
    if (bad >= 0) {
      throw new EvertException(
          ErrorCode.INVALID_TEXT,
          String.format(
              "invalid byte sequence for encoding \"UTF8\": 0x%02x at byte %d of the value",
              text[bad], bad - from));
    }
  }

  private static boolean parseSimple(
      Type.Simple type, byte[] text, int from, int to, RowWriter out) {
    return switch (type) {
      case INT2, INT4, INT8 -> parseInteger(type, text, from, to, out);
      case BOOLEAN -> parseBoolean(text, from, to, out);
      case DATE -> {
        long day = to - from == 10 ? PlainDates.day(text, from) : PlainDates.NONE;
        if (day != PlainDates.NONE) {
          out.putInt4((int) day);
        }
        yield day != PlainDates.NONE;
      }
      case TIMESTAMP, TIMESTAMPTZ -> {
        boolean zoned = type == Type.Simple.TIMESTAMPTZ;
        long moment = PlainDates.moment(text, from, to, zoned);
        if (moment != PlainDates.NONE) {
          out.putInt8(moment);
        }
        yield moment != PlainDates.NONE;
      }
      case FLOAT4, FLOAT8, BYTEA, TIME, TIMETZ, INTERVAL, UUID, JSON, JSONB -> false;
    };
  }

  private static boolean parseBoolean(byte[] text, int from, int to, RowWriter out) {
    if (to - from != 1 || (text[from] != 't' && text[from] != 'f')) {
      return false;
    }
    out.putBoolean(text[from] == 't');
    return true;
  }

  private static boolean parseInteger(
      Type.Simple type, byte[] text, int from, int to, RowWriter out) {
    boolean negative = from < to && text[from] == '-';
    int at = negative ? from + 1 : from;
    if (at == to || to - at > MAX_LONG_DIGITS) {
      return false;
    }
    long value = 0;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    return putInteger(type, negative ? -value : value, out);
  }

  private static boolean putInteger(Type.Simple type, long value, RowWriter out) {
    if (type == Type.Simple.INT8) {
      out.putInt8(value);
    } else if (type == Type.Simple.INT4 && value == (int) value) {
      out.putInt4((int) value);
    } else if (type == Type.Simple.INT2 && value == (short) value) {
      out.putInt2((short) value);
    } else {
      return false;
    }
    return true;
  }

  private static boolean parseNumeric(
      Type.Numeric type, byte[] text, int from, int to, RowWriter out) {
    boolean negative = from < to && text[from] == '-';
    int at = negative ? from + 1 : from;
    if (to - at > MAX_NUMERIC_DIGITS) {
      return false;
    }
    long unscaled = 0;
    int digits = 0;
    int scale = -1;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
        digits++;
        scale = scale < 0 ? scale : scale + 1;
      } else if (text[at] == '.' && scale < 0) {
        scale = 0;
      } else {
        return false;
      }
    }
    return digits > 0 && putNumeric(type, negative ? -unscaled : unscaled, Math.max(scale, 0), out);
  }

  private static boolean putNumeric(Type.Numeric type, long unscaled, int scale, RowWriter out) {
    if (!type.bounded()) {
      out.putNumeric(unscaled, scale);
      return true;
    }
    int missing = type.scale() - scale;
    if (missing < 0 || missing + MAX_NUMERIC_DIGITS > MAX_LONG_DIGITS) {
      return false;
    }
    long shifted = unscaled * POWERS[missing];
    boolean fits =
        type.precision() > MAX_LONG_DIGITS || Math.abs(shifted) < POWERS[type.precision()];
    if (fits) {
      out.putNumeric(shifted, type.scale());
    }
    return fits;
  }
}

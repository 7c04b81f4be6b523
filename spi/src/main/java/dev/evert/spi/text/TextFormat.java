package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Values as the text that PostgreSQL prints for them, and reads: DateStyle ISO, IntervalStyle
 * postgres, time zone UTC, bytea in hexadecimal, floating-point numbers in their fewest digits.
 *
 * <p>What is read may come in the other forms too that PostgreSQL takes for the type. A value that
 * PostgreSQL refuses is refused; words that depend on the clock are refused as well, since what is
 * derived from them could not be derived again.
 */
public final class TextFormat {
  private TextFormat() {}

  /** Appends the text of the next field, which has a value, and moves past it. */
  public static void format(Type type, RowReader in, StringBuilder out) {
    switch (type) {
      case Type.Simple simple -> formatSimple(simple, in, out);
      case Type.Numeric _ -> in.readNumeric(out);
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> out.append(in.readText());
      case Type.Array(Type element) -> ArrayText.format(element, in, out);
      case Type.Row row -> RowText.format(row, in, out);
      case Type.Domain domain -> format(domain.base(), in, out);
    }
  }

  private static void formatSimple(Type.Simple type, RowReader in, StringBuilder out) {
    switch (type) {
      case BOOLEAN -> BooleanText.format(in.readBoolean(), out);
      case INT2 -> out.append(in.readInt2());
      case INT4 -> out.append(in.readInt4());
      case INT8 -> out.append(in.readInt8());
      case FLOAT4 -> FloatText.formatFloat4(in.readFloat4(), out);
      case FLOAT8 -> FloatText.formatFloat8(in.readFloat8(), out);
      case BYTEA -> ByteaText.format(in.readBytes(), out);
      case DATE -> DateText.format(in.readInt4(), out);
      case TIME -> TimeText.format(in.readInt8(), out);
      case TIMETZ -> {
        RowReader.TimeTz value = in.readTimeTz();
        TimeText.formatTimeTz(value.micros(), value.secondsWest(), out);
      }
      case TIMESTAMP -> TimestampText.format(in.readInt8(), false, out);
      case TIMESTAMPTZ -> TimestampText.format(in.readInt8(), true, out);
      case INTERVAL -> IntervalText.format(in.readInterval(), out);
      case UUID -> out.append(in.readUuid());
      case JSON, JSONB -> out.append(in.readText());
    }
  }

  /**
   * Writes the value that the text stands for as one field.
   *
   * @throws EvertException {@link ErrorCode#INVALID_TEXT}, {@link ErrorCode#INVALID_DATETIME},
   *     {@link ErrorCode#DATETIME_OUT_OF_RANGE}, {@link ErrorCode#NUMERIC_OUT_OF_RANGE}, {@link
   *     ErrorCode#STRING_TOO_LONG} or {@link ErrorCode#LIMIT_EXCEEDED}; what was written of the
   *     field is to be truncated then
   */
  public static void parse(Type type, String text, RowWriter out) {
    switch (type) {
      case Type.Simple simple -> parseSimple(simple, text, out);
      case Type.Numeric numeric -> out.putNumeric(NumericText.parse(numeric, text));
      case Type.Text string -> out.putText(StringText.parseText(string, text));
      case Type.Char string -> out.putText(StringText.parseChar(string, text));
      case Type.Array(Type element) -> ArrayText.parse(element, text, out);
      case Type.Row row -> RowText.parse(row, text, out);
      case Type.Enumeration labels -> out.putText(StringText.parseLabel(labels, text));
      case Type.Domain domain -> parse(domain.base(), text, out);
      case Type.Other _ -> out.putText(StringText.checkZero(text));
    }
  }

  /**
   * {@link #parse(Type, String, RowWriter)} of the text in {@code utf8[from, to)}; the usual forms
   * are read without making objects. Bytes that are not UTF-8 are {@link ErrorCode#INVALID_TEXT}.
   */
  public static void parse(Type type, byte[] utf8, int from, int to, RowWriter out) {
    if (!PlainText.parse(type, utf8, from, to, out)) {
      PlainText.checkUtf8(utf8, from, to);
      parse(type, new String(utf8, from, to - from, StandardCharsets.UTF_8), out);
    }
  }

  private static void parseSimple(Type.Simple type, String text, RowWriter out) {
    switch (type) {
      case BOOLEAN -> out.putBoolean(BooleanText.parse(text));
      case INT2 -> out.putInt2(IntegerText.parseInt2(text));
      case INT4 -> out.putInt4(IntegerText.parseInt4(text));
      case INT8 -> out.putInt8(IntegerText.parseInt8(text));
      case FLOAT4 -> out.putFloat4(FloatText.parseFloat4(text));
      case FLOAT8 -> out.putFloat8(FloatText.parseFloat8(text));
      case BYTEA -> {
        byte[] bytes = ByteaText.parse(text);
        out.putBytes(bytes, 0, bytes.length);
      }
      case DATE -> out.putInt4(DateText.parse(text));
      case TIME -> out.putInt8(TimeText.parse(text));
      case TIMETZ -> {
        DateTimeFields fields = TimeText.parseTimeTz(text);
        out.putTimeTz(fields.micros(), -fields.secondsEast());
      }
      case TIMESTAMP -> out.putInt8(TimestampText.parse(false, text));
      case TIMESTAMPTZ -> out.putInt8(TimestampText.parse(true, text));
      case INTERVAL -> {
        IntervalValue value = IntervalText.parse(text);
        out.putInterval(value.months(), value.days(), value.micros());
      }
      case UUID -> {
        UUID value = UuidText.parse(text);
        out.putUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
      }
      case JSON -> out.putText(JsonText.parseJson(text));
      case JSONB -> out.putText(JsonText.parseJsonb(text));
    }
  }
}

package dev.evert.spi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  private static final Type MOOD = new Type.Enumeration("mood", List.of("sad", "ok"));

  /** What comes out when the text goes in. */
  static String pass(Type type, String text) {
    RowWriter row = new RowWriter();
    TextFormat.parse(type, text, row);
    StringBuilder out = new StringBuilder();
    RowReader reader = new RowReader().set(row.toBytes());
    TextFormat.format(type, reader, out);
    assertThat(reader.atEnd()).as("%s is read to its end", text).isTrue();
    return out.toString();
  }

  private static void refused(Type type, String text, ErrorCode code) {
    assertThatThrownBy(() -> TextFormat.parse(type, text, new RowWriter()))
        .as("%s as %s", text, type.sql())
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BOOLEAN     | yes                          | t",
        "BOOLEAN     | OFF                          | f",
        "INT2        | -32768                       | -32768",
        "INT4        | 0x_7fff_FFFF                 | 2147483647",
        "INT8        | -9223372036854775808         | -9223372036854775808",
        "FLOAT4      | 1e6                          | 1e+06",
        "FLOAT4      | 123456                       | 123456",
        "FLOAT8      | 5e-324                       | 5e-324",
        "FLOAT8      | 1e23                         | 9.999999999999999e+22",
        "FLOAT8      | -0                           | -0",
        "FLOAT8      | nan                          | NaN",
        "FLOAT8      | 0.0001                       | 0.0001",
        "FLOAT8      | 123456789012345.6            | 123456789012345.6",
        "DATE        | 0044-03-15 BC                | 0044-03-15 BC",
        "DATE        | 5874897-12-31                | 5874897-12-31",
        "DATE        | May 1, 2024                  | 2024-05-01",
        "DATE        | 20240229                     | 2024-02-29",
        "DATE        | infinity                     | infinity",
        "TIME        | 24:00                        | 24:00:00",
        "TIME        | 04:05:06.7899999             | 04:05:06.79",
        "TIME        | 12:01 AM                     | 00:01:00",
        "TIMETZ      | 04:05:06+05:30               | 04:05:06+05:30",
        "TIMETZ      | 04:05:06-00:19:32            | 04:05:06-00:19:32",
        "TIMESTAMP   | 2024-05-01T12:00:00.123456   | 2024-05-01 12:00:00.123456",
        "TIMESTAMP   | 0001-01-01 00:00:00 BC       | 0001-01-01 00:00:00 BC",
        "TIMESTAMPTZ | 2024-05-01 12:00:00+02       | 2024-05-01 10:00:00+00",
        "TIMESTAMPTZ | 2024-07-01 12:00 Europe/Paris | 2024-07-01 10:00:00+00",
        "TIMESTAMPTZ | 20240501T120000Z             | 2024-05-01 12:00:00+00",
        "INTERVAL    | 1 year -2 mons 3 days        | 10 mons 3 days",
        "INTERVAL    | -1 day 02:03                 | -1 days +02:03:00",
        "INTERVAL    | P1Y2M3DT4H5M6.7S             | 1 year 2 mons 3 days 04:05:06.7",
        "INTERVAL    | 1.5 months ago               | -1 mons -15 days",
        "INTERVAL    | 0                            | 00:00:00",
        "UUID        | {A0EEBC99-9C0B4EF8BB6D6BB9BD380A11} | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "BYTEA       | a\\000\\\\b                  | \\x61005c62",
        "JSON        | {\"b\":1,  \"a\":2}          | {\"b\":1,  \"a\":2}",
        "JSONB       | {\"bb\":1e2,\"a\":[1,{}],\"bb\":1.50} | {\"a\": [1, {}], \"bb\": 1.50}",
      })
  void simpleTypes(Type.Simple type, String in, String out) {
    assertThat(pass(type, in)).isEqualTo(out);
    assertThat(pass(type, out)).as("again").isEqualTo(out);
  }

  @Test
  void numerics() {
    Type bounded = new Type.Numeric(5, 2);
    assertThat(pass(Type.Numeric.ANY, "1.500")).isEqualTo("1.500");
    assertThat(pass(Type.Numeric.ANY, "1e5")).isEqualTo("100000");
    assertThat(pass(Type.Numeric.ANY, "-12_345.678_9")).isEqualTo("-12345.6789");
    assertThat(pass(bounded, "999.994")).isEqualTo("999.99");
    assertThat(pass(bounded, "-0.005")).isEqualTo("-0.01");
    assertThat(pass(bounded, "NaN")).isEqualTo("NaN");
    assertThat(pass(new Type.Numeric(2, -3), "12345")).isEqualTo("12000");
    refused(bounded, "999.995", ErrorCode.NUMERIC_OUT_OF_RANGE);
    refused(bounded, "inf", ErrorCode.NUMERIC_OUT_OF_RANGE);
    refused(Type.Numeric.ANY, "1e200000", ErrorCode.NUMERIC_OUT_OF_RANGE);
    refused(Type.Numeric.ANY, "1_", ErrorCode.INVALID_TEXT);
  }

  @Test
  void strings() {
    assertThat(pass(new Type.Text(3), "äöü  ")).isEqualTo("äöü");
    assertThat(pass(new Type.Char(4), "ab")).isEqualTo("ab  ");
    assertThat(pass(MOOD, "sad")).isEqualTo("sad");
    refused(new Type.Text(3), "abcd", ErrorCode.STRING_TOO_LONG);
    refused(MOOD, "glad", ErrorCode.INVALID_TEXT);
    refused(Type.Text.ANY, "a\0b", ErrorCode.INVALID_TEXT);
  }

  @Test
  void arrays() {
    Type numbers = new Type.Array(Type.Simple.INT4);
    Type texts = new Type.Array(Type.Text.ANY);
    assertThat(pass(numbers, " { 1 , NULL,3} ")).isEqualTo("{1,NULL,3}");
    assertThat(pass(numbers, "[2:3]={1,2}")).isEqualTo("[2:3]={1,2}");
    assertThat(pass(numbers, "{{1,2},{3,4}}")).isEqualTo("{{1,2},{3,4}}");
    assertThat(pass(numbers, "{}")).isEqualTo("{}");
    assertThat(pass(texts, "{\"NULL\",\"\",a b,\"q\\\"\\\\\",nul\\l}"))
        .isEqualTo("{\"NULL\",\"\",\"a b\",\"q\\\"\\\\\",\"null\"}");
    refused(numbers, "{1,{2}}", ErrorCode.INVALID_TEXT);
    refused(numbers, "{{1,2},{3}}", ErrorCode.INVALID_TEXT);
    refused(numbers, "[1:3]={1,2}", ErrorCode.INVALID_TEXT);
    refused(numbers, "{1,2", ErrorCode.INVALID_TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "INT4, 2147483648, NUMERIC_OUT_OF_RANGE",
    "INT4, 1.5, INVALID_TEXT",
    "INT4, '', INVALID_TEXT",
    "FLOAT8, 1e400, NUMERIC_OUT_OF_RANGE",
    "FLOAT8, 1d, INVALID_TEXT",
    "DATE, 2023-02-29, DATETIME_OUT_OF_RANGE",
    "DATE, today, INVALID_DATETIME",
    "DATE, 0000-01-01, DATETIME_OUT_OF_RANGE",
    "TIME, 24:00:01, DATETIME_OUT_OF_RANGE",
    "TIMESTAMP, 294277-01-01, DATETIME_OUT_OF_RANGE",
    "INTERVAL, 1 fortnight, INVALID_DATETIME",
    "UUID, 123, INVALID_TEXT",
    "JSON, '{\"a\":}', INVALID_TEXT",
    "BOOLEAN, o, INVALID_TEXT",
  })
  void refusedTexts(Type.Simple type, String text, ErrorCode code) {
    refused(type, text, code);
  }
}

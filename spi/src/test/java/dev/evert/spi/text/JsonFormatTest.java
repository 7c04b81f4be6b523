package dev.evert.spi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean   | t                        | true",
        "bigint    | -9223372036854775808     | -9223372036854775808",
        "smallint  | 7                        | 7",
        "numeric   | 12345678901234567890.100 | 12345678901234567890.100",
        "numeric   | NaN                      | \"NaN\"",
        "numeric   | -Infinity                | \"-Infinity\"",
        "double precision | 1e15              | 1e+15",
        "double precision | -0                | -0",
        "double precision | Infinity          | \"Infinity\"",
        "real      | 0.1                      | 0.1",
        "timestamp without time zone | 2024-05-01 12:00:00.5 | \"2024-05-01T12:00:00.5\"",
        "timestamp with time zone    | 2024-05-01 12:00:00+02 | \"2024-05-01T10:00:00Z\"",
        "timestamp with time zone    | 0044-03-15 12:00:00+00 BC | \"0044-03-15T12:00:00Z BC\"",
        "timestamp with time zone    | -infinity | \"-infinity\"",
        "date      | 2024-05-01               | \"2024-05-01\"",
        "interval  | 1 day 02:00:00           | \"1 day 02:00:00\"",
        "bytea     | \\x00ff                  | \"\\\\x00ff\"",
        "text      | a\"b\\é€😀               | \"a\\\"b\\\\é€😀\"",
        "json      | {\"b\":[1,  2]}          | {\"b\":[1,  2]}",
        "jsonb     | \"text\"                 | \"text\"",
        "integer[] | {{1,NULL},{3,4}}         | [[1,null],[3,4]]",
        "integer[] | {}                       | []",
        "integer[] | [0:1]={1,2}              | \"[0:1]={1,2}\"",
        "text[]    | {a,\"b c\",NULL}         | [\"a\",\"b c\",null]",
        "uuid      | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 "
            + "| \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"",
      })
  void valuesComeBack(String type, String text, String json) {
    Schema schema = schema(Column.nullable("c", type(type)), Column.nullable("n", Type.Text.ANY));
    RowWriter row = new RowWriter();
    TextFormat.parse(schema.type(0), text, row);
    row.putNull();
    JsonFormat format = new JsonFormat(schema);
    JsonWriter out = new JsonWriter();
    format.write(row.toBytes(), out);
    assertThat(out.toString()).isEqualTo("{\"c\":" + json + ",\"n\":null}");
    assertThat(read(schema, out.toString())).isEqualTo(row.toBytes());
  }

  private static Type type(String sql) {
    if (sql.endsWith("[]")) {
      return new Type.Array(type(sql.substring(0, sql.length() - 2)));
    }
    for (Type.Simple simple : Type.Simple.values()) {
      if (simple.sql().equals(sql)) {
        return simple;
      }
    }
    return sql.equals("text") ? Type.Text.ANY : Type.Numeric.ANY;
  }

  private static Schema schema(Column... columns) {
    return new Schema(List.of(columns), List.of());
  }

  private static byte[] read(Schema schema, String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    RowWriter out = new RowWriter();
    new JsonFormat(schema).read(utf8, 0, utf8.length, out);
    return out.toBytes();
  }

  private static void refused(Schema schema, String json, ErrorCode code, String message) {
    assertThatThrownBy(() -> read(schema, json))
        .isInstanceOfSatisfying(EvertException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void membersComeInAnyOrder() {
    Schema schema =
        schema(Column.required("a", Type.Simple.INT4), Column.nullable("b", Type.Text.ANY));
    RowWriter row = new RowWriter();
    row.putInt4(1);
    row.putText("true");
    assertThat(read(schema, "{\"b\":true, \"a\":\"1\"}")).isEqualTo(row.toBytes());
    refused(schema, "{\"b\":\"x\"}", ErrorCode.NULL_NOT_ALLOWED, "column a");
    refused(schema, "{\"a\":null}", ErrorCode.NULL_NOT_ALLOWED, "column a");
    refused(schema, "{\"a\":1.5}", ErrorCode.INVALID_TEXT, "column a");
    refused(schema, "{\"a\":1,\"c\":2}", ErrorCode.INVALID_TEXT, "\"c\"");
    refused(schema, "{\"a\":[1]}", ErrorCode.INVALID_TEXT, "column a");
    refused(schema, "[1]", ErrorCode.INVALID_TEXT, "an object");
    refused(schema, "{\"a\":1} x", ErrorCode.INVALID_TEXT, "the end");
  }

  @Test
  void aColumnAddedLaterHasItsMissingValue() {
    RowWriter missing = new RowWriter();
    missing.putInt4(9);
    Schema schema =
        schema(
            Column.required("a", Type.Simple.INT4),
            new Column("b", Type.Simple.INT4, false, missing.toBytes()),
            Column.nullable("c", Type.Simple.INT4));
    RowWriter row = new RowWriter();
    row.putInt4(1);
    JsonWriter out = new JsonWriter();
    new JsonFormat(schema).write(row.toBytes(), out);
    assertThat(out.toString()).isEqualTo("{\"a\":1,\"b\":9,\"c\":null}");
  }

  @Test
  void stringsAreEscaped() {
    JsonWriter out = new JsonWriter();
    out.beginObject().name("a\"b").string("\u0000\u001f\n\t\\\"é").endObject();
    assertThat(out.toString()).isEqualTo("{\"a\\\"b\":\"\\u0000\\u001f\\n\\t\\\\\\\"é\"}");
    JsonReader json = new JsonReader().set(out.toString());
    json.beginObject();
    json.nextName();
    assertThat(json.readString()).isEqualTo("\u0000\u001f\n\t\\\"é");
  }

  @Test
  void arraysOfUnequalRowsAreRefused() {
    Schema schema = schema(Column.nullable("a", new Type.Array(Type.Simple.INT4)));
    refused(schema, "{\"a\":[[1],[2,3]]}", ErrorCode.INVALID_TEXT, "matching dimensions");
    refused(schema, "{\"a\":[1,[2]]}", ErrorCode.INVALID_TEXT, "matching dimensions");
  }
}

package dev.evert.connectors.search.document;

import static dev.evert.connectors.search.TestRows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.spi.type.Type.Simple;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.RandomRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentFormatTest {

  record Example(Type type, String text, String json) {}

  static List<Example> examples() {
    return List.of(
        new Example(Simple.BOOLEAN, "t", "true"),
        new Example(Simple.INT8, "-9223372036854775808", "-9223372036854775808"),
        new Example(Simple.FLOAT4, "0.1", "0.1"),
        new Example(Simple.FLOAT8, "1e300", "1e+300"),
        new Example(Simple.FLOAT8, "NaN", "\"NaN\""),
        new Example(Simple.FLOAT8, "-Infinity", "\"-Infinity\""),
        new Example(new Type.Numeric(10, 2), "1.5", "1.50"),
        new Example(new Type.Numeric(10, 2), "NaN", "\"NaN\""),
        new Example(new Type.Numeric(16, 2), "1.5", "\"1.50\""),
        new Example(Type.Numeric.ANY, "1.500", "\"1.500\""),
        new Example(Type.Text.ANY, "a\"b\\c\n\u00e9", "\"a\\\"b\\\\c\\n\u00e9\""),
        new Example(new Type.Char(3), "a", "\"a  \""),
        new Example(Simple.BYTEA, "\\x00ff", "\"\\\\x00ff\""),
        new Example(Simple.DATE, "2024-02-29", "\"2024-02-29\""),
        new Example(Simple.DATE, "infinity", "\"infinity\""),
        new Example(Simple.TIMESTAMP, "2024-02-29 01:02:03.5", "\"2024-02-29T01:02:03.5\""),
        new Example(Simple.TIMESTAMPTZ, "2024-02-29 01:02:03+01", "\"2024-02-29T00:02:03Z\""),
        new Example(Simple.TIMESTAMPTZ, "infinity", "\"infinity\""),
        new Example(
            Simple.TIMESTAMPTZ, "0044-03-15 00:00:00+00 BC", "\"0044-03-15 00:00:00+00 BC\""),
        new Example(Simple.TIMESTAMP, "12024-01-01 00:00:00", "\"12024-01-01 00:00:00\""),
        new Example(Simple.JSON, "{\"a\": [1]}", "\"{\\\"a\\\": [1]}\""),
        new Example(new Type.Array(Simple.INT4), "{1,NULL,3}", "[1,null,3]"),
        new Example(new Type.Array(Simple.INT4), "{{1,2},{3,4}}", "[[1,2],[3,4]]"),
        new Example(new Type.Array(Simple.INT4), "[5:6]={1,2}", "[1,2]"),
        new Example(new Type.Array(Simple.INT4), "{}", "[]"),
        new Example(new Type.Domain("d", Simple.INT4), "7", "7"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void writesValuesAsJson(Example example) {
    Schema schema = new Schema(List.of(Column.nullable("c", example.type())), List.of());
    byte[] document = new DocumentFormat(schema).bytes(row(schema, example.text()));
    assertThat(new String(document, UTF_8)).isEqualTo("{\"c\":" + example.json() + "}");
  }

  @Test
  void leavesNullsOutAndFillsColumnsThatARowLacks() {
    Schema narrow = new Schema(List.of(Column.nullable("a", Simple.INT4)), List.of());
    byte[] missing = row(narrow, "42");
    Schema wide =
        new Schema(
            List.of(
                Column.nullable("a", Simple.INT4),
                new Column("b", Simple.INT4, true, missing),
                Column.nullable("c", Simple.INT4)),
            List.of());
    DocumentFormat format = new DocumentFormat(wide);
    assertThat(new String(format.bytes(row(wide, "1")), UTF_8)).isEqualTo("{\"a\":1,\"b\":42}");
    assertThat(new String(format.bytes(row(wide, null, null, "3")), UTF_8)).isEqualTo("{\"c\":3}");
    assertThat(new String(format.bytes(row(narrow, (String) null)), UTF_8)).isEqualTo("{\"b\":42}");
  }

  @Test
  void readsItsOwnDocuments() {
    Random random = Seed.random("readsItsOwnDocuments");
    List<Column> columns = new ArrayList<>();
    for (Type type : Simple.values()) {
      columns.add(Column.nullable("s" + columns.size(), type));
      columns.add(Column.nullable("a" + columns.size(), new Type.Array(type)));
    }
    columns.add(Column.nullable("n", Type.Numeric.ANY));
    columns.add(Column.nullable("p", new Type.Numeric(8, 3)));
    columns.add(Column.nullable("t", Type.Text.ANY));
    Schema schema = new Schema(columns, List.of());
    DocumentFormat format = new DocumentFormat(schema);
    DocumentRows rows = new DocumentRows(schema);
    RandomRows values = new RandomRows(random);
    for (int i = 0; i < 500; i++) {
      byte[] document = format.bytes(values.row(schema));
      assertThat(new String(format.bytes(rows.read(document)), UTF_8))
          .isEqualTo(new String(document, UTF_8));
    }
  }
}

package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.RowError;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A group whose aggregate fails is parked as an error, and comes back when the cause goes. */
class AggregateErrorsTest {
  private static final Schema TABLE =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT4),
              Column.required("g", Type.Simple.INT4),
              Column.nullable("x", Type.Simple.FLOAT8),
              Column.nullable("a", new Type.Array(Type.Simple.INT4)),
              Column.nullable("k", Type.Text.ANY)),
          List.of(0));

  private static byte[] row(String... values) {
    RowWriter out = new RowWriter();
    for (int i = 0; i < values.length; i++) {
      if (values[i].equals("null")) {
        out.putNull();
      } else {
        TextFormat.parse(TABLE.type(i), values[i], out);
      }
    }
    return out.toBytes();
  }

  private static void check(String sql, byte[] cause, ErrorCode code, String... rows)
      throws IOException {
    CompiledView view = new SqlCompiler().compile(sql, Map.of("t", TABLE));
    List<byte[]> fine =
        List.of(row("1", "1", "1e308", "{1,2}", "a"), row("2", "2", "2", "{3}", "b"));
    List<byte[]> failing = Stream.concat(fine.stream(), Stream.of(cause)).toList();
    try (TestCircuit circuit =
        new TestCircuit(Map.of("t", TABLE), Map.of("v", view), new Random(7))) {
      circuit.change(Map.of("t", fine));
      List<String> before = Rows.lines(view.schema(), circuit.rows("v"));
      assertThat(circuit.errors()).isEmpty();
      for (int round = 0; round < 2; round++) {
        circuit.change(Map.of("t", failing));
        assertThat(Rows.lines(view.schema(), circuit.rows("v"))).containsExactly(rows);
        assertThat(circuit.errors()).extracting(RowError::code).containsExactly(code);
        circuit.change(Map.of("t", fine));
        assertThat(Rows.lines(view.schema(), circuit.rows("v"))).isEqualTo(before);
        assertThat(circuit.errors()).isEmpty();
      }
    }
  }

  @Test
  void sumsThatOverflow() throws IOException {
    byte[] cause = row("3", "1", "1.5e308", "null", "c");
    check("select g, sum(x) from t group by g", cause, ErrorCode.NUMERIC_OUT_OF_RANGE, "2\t2");
    check(
        "select g, sum(distinct x) from t group by g",
        cause,
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "2\t2");
  }

  @Test
  void variancesThatOverflow() throws IOException {
    check(
        "select g, var_pop(x) from t group by g",
        row("3", "1", "-1.5e308", "null", "c"),
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "2\t0");
  }

  @Test
  void arraysOfDifferentShapes() throws IOException {
    check(
        "select g, array_agg(a order by id) from t group by g",
        row("3", "1", "0", "{1}", "c"),
        ErrorCode.INVALID_ARGUMENT,
        "2\t{{3}}");
  }

  /** Here it is the row that fails: the others of its group stay. */
  @Test
  void keysThatAreNull() throws IOException {
    check(
        "select g, json_object_agg(k, id) from t group by g",
        row("3", "1", "0", "{1}", "null"),
        ErrorCode.INVALID_ARGUMENT,
        "1\t{ \"a\" : 1 }",
        "2\t{ \"b\" : 2 }");
  }
}

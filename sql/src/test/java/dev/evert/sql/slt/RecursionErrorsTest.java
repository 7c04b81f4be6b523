package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.RowError;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A recursion that does not end is cut off, and the rows that go on are errors. */
class RecursionErrorsTest {
  private static final Schema TABLE =
      new Schema(List.of(Column.required("n", Type.Simple.INT4)), List.of());

  private static byte[] row(int n) {
    RowWriter out = new RowWriter();
    out.putInt4(n);
    return out.toBytes();
  }

  private static void check(String sql, List<ErrorCode> errors, String... rows) throws IOException {
    CompiledView view = new SqlCompiler().compile(sql, Map.of("t", TABLE));
    try (TestCircuit circuit =
        new TestCircuit(Map.of("t", TABLE), Map.of("v", view), new Random(7))) {
      for (int round = 0; round < 2; round++) {
        circuit.change(Map.of("t", List.of(row(1))));
        assertThat(Rows.lines(view.schema(), circuit.rows("v"))).containsExactly(rows);
        assertThat(circuit.errors()).extracting(RowError::code).isEqualTo(errors);
        circuit.change(Map.of("t", List.of()));
        assertThat(circuit.rows("v")).isEmpty();
        assertThat(circuit.errors()).isEmpty();
      }
    }
  }

  @Test
  void goesOnForEver() throws IOException {
    check(
        "with recursive r as (select n from t union select n + 1 from r) select count(*) from r"
            + " having count(*) > 0",
        List.of(ErrorCode.LIMIT_EXCEEDED),
        "10000");
  }

  @Test
  void goesOnBeyondItsLimit() throws IOException {
    check(
        "with mutually recursive (error at recursion limit 3)"
            + " r (n int) as (select n from t union all select n + 1 from r) select n from r",
        List.of(ErrorCode.LIMIT_EXCEEDED),
        "1",
        "2",
        "3");
  }

  @Test
  void isTakenAsItIs() throws IOException {
    check(
        "with mutually recursive (return at recursion limit 3)"
            + " r (n int) as (select n from t union all select n + 1 from r) select n from r",
        List.of(),
        "1",
        "2",
        "3");
  }

  /** What is true as long as it is not true never comes to an end. */
  @Test
  void denies() throws IOException {
    check(
        "with mutually recursive (error at recursion limit 10)"
            + " r (n int) as (select n from t where not exists (select from r)) select n from r",
        List.of(ErrorCode.LIMIT_EXCEEDED));
  }

  /** A row that fails in a later iteration is an error of that row alone. */
  @Test
  void fails() throws IOException {
    check(
        "with recursive r as (select n from t union all select 12 / (4 - n) from r where n < 12)"
            + " select n from r",
        List.of(ErrorCode.DIVISION_BY_ZERO),
        "1",
        "4");
  }

  /** The sum of two numbers fails in the iteration in which the second one comes. */
  @Test
  void failsAsAGroup() throws IOException {
    check(
        "with mutually recursive r (n bigint) as (select n from t union all"
            + " select n + 9223372036854775806 from r where n = 1),"
            + " s (n numeric) as (select sum(n)::bigint from r group by true)"
            + " select n::text from s",
        List.of(ErrorCode.NUMERIC_OUT_OF_RANGE));
  }
}

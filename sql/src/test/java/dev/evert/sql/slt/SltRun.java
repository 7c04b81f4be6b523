package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evert.dataflow.RowError;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;

/**
 * Runs one file: all views are made first, then the statements change the tables below them. What
 * PostgreSQL has answers for has no errors here.
 */
final class SltRun {
  private final Oracle oracle;
  private final OracleTables tables;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final SoftAssertions refusals = new SoftAssertions();

  SltRun(Oracle oracle) {
    this.oracle = oracle;
    this.tables = new OracleTables(oracle);
  }

  void run(List<SltRecord> records, Random random) throws SQLException, IOException {
    for (SltRecord record : records) {
      if (record instanceof SltRecord.Statement statement && statement.declares()) {
        oracle.execute(statement.sql());
      }
    }
    schemas.putAll(tables.schemas());
    Map<String, CompiledView> views = new LinkedHashMap<>();
    for (SltRecord record : records) {
      switch (record) {
        case SltRecord.Query query -> views.put("view_" + query.line(), compile(query));
        case SltRecord.Refused refused -> refused(refused);
        case SltRecord.Statement _ -> {}
      }
    }
    refusals.assertAll();
    try (TestCircuit circuit = new TestCircuit(schemas, views, random)) {
      for (SltRecord record : records) {
        if (record instanceof SltRecord.Statement statement && !statement.declares()) {
          oracle.execute(statement.sql());
          circuit.change(tables.rows(schemas));
        } else if (record instanceof SltRecord.Query query) {
          String name = "view_" + query.line();
          check(query, views.get(name), circuit.rows(name));
        }
      }
      assertThat(circuit.errors()).extracting(RowError::describe).isEmpty();
    }
  }

  private CompiledView compile(SltRecord.Query query) {
    try {
      return new SqlCompiler().compile(query.sql(), schemas);
    } catch (RuntimeException e) {
      throw new AssertionError("line " + query.line() + ": " + query.sql(), e);
    }
  }

  private void check(SltRecord.Query query, CompiledView view, List<byte[]> rows)
      throws SQLException {
    String where = "line " + query.line() + ": " + query.sql();
    List<String> expected = query.rows().stream().sorted().toList();
    List<String> right = Rows.lines(oracle.query(query.oracle()));
    assertThat(right).as("PostgreSQL, %s", where).isEqualTo(expected);
    List<String> ours = Rows.lines(view.schema(), rows);
    assertThat(ours).as("Evert, %s%n%s", where, view.explain()).isEqualTo(expected);
  }

  private void refused(SltRecord.Refused refused) {
    EvertException failure =
        catchThrowableOfType(
            EvertException.class, () -> new SqlCompiler().compile(refused.sql(), schemas));
    String where = "line " + refused.line() + ": " + refused.sql();
    refusals.assertThat(failure).as(where).isNotNull();
    if (failure != null) {
      String place = failure.place().map(p -> p.line() + ":" + p.column()).orElse("nowhere");
      refusals
          .assertThat(failure.code() + " " + place)
          .as("%s: %s", where, failure.getMessage())
          .isEqualTo(refused.code() + " " + refused.place());
      refusals
          .assertThat(failure.getMessage() + " " + failure.remedy())
          .as(where)
          .contains(refused.message());
    }
  }
}

package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.sql.bind.CatalogueLines;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each function and operator of the catalogue is one of PostgreSQL's, with the same types. */
class CatalogueOracleTest {

  @Test
  void postgresHasEachFunction() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Oracle oracle = new Oracle("catalogue")) {
      for (CatalogueLines.Line line : CatalogueLines.all()) {
        String result = line.operator() ? operator(oracle, line) : function(oracle, line);
        if (!line.result().equals(result)) {
          wrong.add(line + ", but PostgreSQL: " + result);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String function(Oracle oracle, CatalogueLines.Line line) throws SQLException {
    String types =
        String.join(" ", line.parameters().stream().map(t -> "'" + t + "'::regtype::oid").toList());
    String vector =
        types.isEmpty() ? "''" : "concat_ws(' ', " + types.replace("oid '", "oid, '") + ")";
    return first(
        oracle.query(
            "select prorettype::regtype::text from pg_proc where proname = '"
                + line.name()
                + "' and proargtypes::text = "
                + vector));
  }

  private static String operator(Oracle oracle, CatalogueLines.Line line) throws SQLException {
    boolean two = line.parameters().size() == 2;
    String left = two ? "'" + line.parameters().getFirst() + "'::regtype" : "0";
    return first(
        oracle.query(
            "select oprresult::regtype::text from pg_operator where oprname = '"
                + line.name()
                + "' and oprleft = "
                + left
                + " and oprright = '"
                + line.parameters().getLast()
                + "'::regtype"));
  }

  private static String first(List<List<@Nullable String>> rows) {
    return rows.isEmpty() ? "none" : String.valueOf(rows.getFirst().getFirst());
  }
}

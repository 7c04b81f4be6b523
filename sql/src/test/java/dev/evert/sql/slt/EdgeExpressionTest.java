package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expressions at the ends of what functions can reckon with give what PostgreSQL gives. */
class EdgeExpressionTest {
  private static final List<String> EXPRESSIONS =
      List.of(
          "power(1.0 + 0 * id, 1000000000)",
          "power(-1.0 - 0 * id, 3000000000.0)",
          "power(-1.0 - 0 * id, 3000000001.0)",
          "power(0.5 + 0 * id, 2000000000)",
          "power(10.0 + id, 2000000000)",
          "power(-10.0 - id, 3000000001.0)",
          "date_bin((200000000 + id) * interval '1 day', timestamp '2024-01-01', '2001-01-01')",
          "date_bin('1 day', timestamp '290000-01-01' + id * interval '1 day', '4713-01-01 BC')",
          "('abc' || repeat('x', id)) like 'a%%' escape '%'",
          "('a%' || repeat('x', id)) like 'a%%' escape '%'",
          "('banana' || repeat('x', id)) ilike 'ba%' escape 'A'",
          "('baNana' || repeat('x', id)) ilike 'BA%' escape ''",
          "('ba\\na' || repeat('x', id)) ilike 'BA\\N%' escape ''",
          "('ba%' || repeat('x', id)) ilike 'BA\\%%'",
          "('baä%' || repeat('x', id)) ilike 'BAÄé%%' escape 'é'",
          "'x' || id",
          "null || id",
          "id || '\\x'",
          "(('{\"a\": \"x\\u0000' || id || '\"}')::json) ->> 'a'",
          "(('{\"a\": \"x\\ud800' || id || '\"}')::json) ->> 'a'",
          "(('{\"a\": \"x\\ud83d\\ude00' || id || '\"}')::json) ->> 'a'");

  @Test
  void equalsPostgres() throws SQLException {
    try (Oracle oracle = new Oracle("edges")) {
      ExpressionOracle both = new ExpressionOracle(oracle, new Random(1), 3);
      for (String expression : EXPRESSIONS) {
        List<@Nullable String> right = both.right(expression);
        assertThat(both.ours(expression))
            .as(expression)
            .usingElementComparator((ours, theirs) -> SqlStates.same(ours, theirs) ? 0 : 1)
            .isEqualTo(right);
      }
    }
  }
}

package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.EvertException;
import dev.evert.sql.Seeds;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random expressions over random rows give what PostgreSQL gives, errors included. */
class RandomExpressionTest {
  private static final int EXPRESSIONS = Integer.getInteger("evert.expressions", 400);
  private static final int ROWS = 12;

  @Test
  void equalsPostgres() throws SQLException {
    Random random = Seeds.random("RandomExpressionTest");
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    try (Oracle oracle = new Oracle("expressions")) {
      ExpressionOracle both = new ExpressionOracle(oracle, random, ROWS);
      RandomExpressions expressions = new RandomExpressions(random);
      for (int i = 0; i < EXPRESSIONS; i++) {
        String expression = expressions.expression(expressions.type(), 3);
        try {
          compare(expression, both.ours(expression), both.right(expression), wrong);
        } catch (EvertException e) {
          refused++;
          if (both.right(expression).stream().anyMatch(v -> v == null || !v.startsWith("!"))) {
            wrong.add(expression + ": " + e.describe());
          }
        }
      }
    }
    assertThat(wrong).as("%d refused", refused).isEmpty();
  }

  private static void compare(
      String expression,
      List<@Nullable String> ours,
      List<@Nullable String> right,
      List<String> wrong) {
    if (isConstantError(right)) {
      return;
    }
    for (int row = 0; row < right.size(); row++) {
      if (!SqlStates.same(ours.get(row), right.get(row))
          && !knownBeforehand(expression, ours.get(row), right.get(row))) {
        wrong.add(
            expression + " in row " + row + ": " + ours.get(row) + " instead of " + right.get(row));
        return;
      }
    }
  }

  /**
   * What is null, true or false whatever its other operands are is so though another fails; in
   * PostgreSQL not if what makes it so is computed with a time zone, which a session could change.
   */
  private static boolean knownBeforehand(
      String expression, @Nullable String ours, @Nullable String right) {
    boolean onlyRightFailed = isError(right) && !isError(ours);
    return onlyRightFailed && expression.contains("with time zone");
  }

  private static boolean isError(@Nullable String value) {
    return value != null && value.startsWith("!");
  }

  /** PostgreSQL computes constants beforehand, in branches that are never taken too. */
  private static boolean isConstantError(List<@Nullable String> right) {
    String first = right.getFirst();
    return isError(first) && right.stream().allMatch(first::equals);
  }
}

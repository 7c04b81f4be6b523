package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What joins are made of conditions. */
final class JoinPlanTest {
  private static final Schema TABLE =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT4), Column.nullable("n", Type.Simple.INT4)),
          List.of(0));

  @Test
  void whatAllAlternativesHaveInCommonIsAKey() {
    assertThat(
            plan(
                "select a.n from a, b where (a.id = b.id and a.n = 1 and b.n > 2)"
                    + " or (b.n < 0 and a.id = b.id)"))
        .contains("join on id = id and ");
  }

  private static String plan(String query) {
    return new SqlCompiler().compile(query, Map.of("a", TABLE, "b", TABLE)).explain();
  }
}

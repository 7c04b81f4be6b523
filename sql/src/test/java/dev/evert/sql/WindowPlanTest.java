package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows become cheaper operators where they can. */
class WindowPlanTest {
  private static final Map<String, Schema> INPUTS =
      Map.of(
          "t",
          new Schema(
              List.of(
                  Column.required("id", Type.Simple.INT4),
                  Column.nullable("p", Type.Simple.INT4),
                  Column.nullable("o", Type.Simple.INT4)),
              List.of(0)));

  private static String explain(String sql) {
    return new SqlCompiler().compile(sql, INPUTS).explain();
  }

  @Test
  void numbersAreNotMadeWhereNobodySelectsThem() {
    assertThat(
            explain(
                "select id from (select id, row_number() over (partition by p order by o) as n"
                    + " from t) x where n <= 3"))
        .contains("top 3 of each p by o")
        .doesNotContain("window");
  }

  @Test
  void numbersOfTheFirstRowsAreMadeOfThese() {
    assertThat(
            explain(
                "select id, n from (select id, row_number() over (partition by p order by o) as n"
                    + " from t) x where n = 2"))
        .containsSubsequence("window row_number()", "top 2 of each p by o");
  }

  @Test
  void ranksKeepTies() {
    assertThat(explain("select id from t qualify rank() over (partition by p order by o) = 1"))
        .contains("top 1 with ties of each p by o")
        .doesNotContain("window");
    assertThat(explain("select id from t qualify dense_rank() over (order by o desc) < 3"))
        .contains("top 2 values by o desc");
  }

  @Test
  void qualifyIsTheConditionOfAQueryAround() {
    String around =
        explain(
            "select id, n from (select id, row_number() over (partition by p order by o) as n"
                + " from t) x where n = 2");
    assertThat(
            explain(
                "select id, row_number() over (partition by p order by o) as n from t"
                    + " qualify n = 2"))
        .isEqualTo(around);
  }

  @Test
  void otherFunctionsMayLookBeyondTheFirstRows() {
    assertThat(
            explain(
                "select id, lead(id) over w from t window w as (partition by p order by o)"
                    + " qualify row_number() over w = 1"))
        .doesNotContain("top");
    assertThat(
            explain(
                "select id, lag(id) over w from t window w as (partition by p order by o)"
                    + " qualify row_number() over w = 1"))
        .contains("top 1 of each p");
  }

  @Test
  void wholePartitionsAreAggregatedOnce() {
    assertThat(explain("select id, sum(o) over (partition by p), rank() over () from t"))
        .contains("aggregate sum(o) by p", "join on p is not distinct from group");
  }

  @Test
  void conditionsOnPartitionsAreAskedBefore() {
    assertThat(
            explain(
                "select id, n from (select id, p, lag(o) over (partition by p order by o) as n"
                    + " from t) x where p = 3 and id > 5"))
        .containsSubsequence("filter (id > 5)", "window", "filter (p = 3)");
  }

  @Test
  void theFirstOfEachPartIdentifiesIt() {
    assertThat(explain("select distinct on (p) p, o from t order by p, o, id"))
        .contains("primary key (p)");
  }
}

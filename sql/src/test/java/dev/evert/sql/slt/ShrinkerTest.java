package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** A fault that is put in is found, and what is printed of it has nothing that it does not need. */
class ShrinkerTest {
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "r",
          List.of("id", "a", "b", "s", "n", "c"),
          "q",
          List.of("a", "s", "f"),
          "m",
          List.of("a", "b", "n"));

  private static Scenario random(String query) throws SQLException {
    RandomChanges changes = new RandomChanges(new Random(4));
    try (Oracle oracle = new Oracle("shrinker")) {
      for (String table : RandomQueries.TABLES) {
        oracle.execute(table);
      }
      History history = new History(RandomQueries.TABLES, COLUMNS);
      for (int i = 0; i < 60; i++) {
        try {
          oracle.execute(changes.next());
        } catch (SQLException e) {
          assertThat(e.getSQLState()).startsWith("23");
        }
        history.note(oracle);
      }
      return history.scenario(query);
    }
  }

  private static String shrunk(String query, BinaryOperator<List<String>> fault)
      throws SQLException {
    Scenario start = random(query);
    try (ScenarioRun run = new ScenarioRun(start, fault)) {
      assertThat(run.run(start)).isEqualTo(ScenarioRun.Outcome.WRONG);
      Shrinker shrinker = new Shrinker(start, other -> run.run(other) == ScenarioRun.Outcome.WRONG);
      Scenario smallest = shrinker.shrink();
      assertThat(run.run(smallest)).isEqualTo(ScenarioRun.Outcome.WRONG);
      return smallest.slt(run.right());
    }
  }

  /** Left joins lose the rows that find no partner. */
  @Test
  void aJoin() throws SQLException {
    String query =
        "select t0.id as c0, upper(t1.s) || '.' as c1, (t0.a + 1) as c2 from r as t0"
            + " left join (select distinct * from q) as t1 on t0.a = t1.a and t1.f <> t0.b"
            + " where (t0.b is not null or t0.a < 3) and not (t0.id in (7, 9)) and exists"
            + " (select 1 from m as t2 where t2.a <> 4)";
    String slt =
        shrunk(
            query,
            (of, rows) ->
                of.getFirst().contains("left join")
                    ? rows.stream().filter(row -> !row.contains("NULL")).toList()
                    : rows);
    assertThat(slt.lines().filter(line -> line.startsWith("insert"))).hasSizeLessThanOrEqualTo(2);
    assertThat(slt).contains("left join").doesNotContain("where").doesNotContain("upper");
    assertThat(slt.lines().count()).isLessThan(18);
    assertThat(SltRecord.parse(slt.lines().toList())).hasSizeLessThanOrEqualTo(5);
  }

  /** Rows that go stay in counts. */
  @Test
  void aDeletion() throws SQLException {
    String query =
        "select t0.s, count(*) as c1, max(t0.n) from r as t0 where t0.a is distinct from 9"
            + " group by t0.s having count(*) > 0 order by 2 desc, 1 limit 4";
    String slt =
        shrunk(
            query,
            (of, rows) ->
                of.getFirst().contains("count(*)") && !rows.isEmpty()
                    ? rows.subList(0, rows.size() - 1)
                    : rows);
    assertThat(slt).contains("count(*)").doesNotContain("limit").doesNotContain("where");
    assertThat(slt).doesNotContain("delete");
  }
}

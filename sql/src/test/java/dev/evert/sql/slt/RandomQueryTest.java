package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.Seeds;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Views by random queries, kept over random changes, have the rows that PostgreSQL computes. */
class RandomQueryTest {
  private static final int CIRCUITS = Integer.getInteger("evert.circuits", 3);
  private static final int QUERIES = 40;
  private static final int ROUNDS = 12;

  /** So many failures are made as small as they get. */
  private static final int SHRUNK = 3;

  @Test
  void equalsPostgres() throws SQLException, IOException {
    long seed = Seeds.next("RandomQueryTest");
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < CIRCUITS; i++) {
      try (Oracle oracle = new Oracle("queries")) {
        run(oracle, new Random(seed + i), wrong);
      }
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
  }

  private static void run(Oracle oracle, Random random, List<String> wrong)
      throws SQLException, IOException {
    for (String table : RandomQueries.TABLES) {
      oracle.execute(table);
    }
    OracleTables tables = new OracleTables(oracle);
    Map<String, Schema> schemas = tables.schemas();
    RandomQueries queries = new RandomQueries(random);
    RandomChanges changes = new RandomChanges(random);
    History history = new History(RandomQueries.TABLES, columns(schemas));
    Map<String, CompiledView> views = new LinkedHashMap<>();
    while (views.size() < QUERIES) {
      String sql = queries.query();
      if (isValid(oracle, sql)) {
        views.put("view" + views.size(), compile(sql, schemas));
      }
    }
    try (TestCircuit circuit = new TestCircuit(schemas, views, random)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = random.nextInt(6); i >= 0; i--) {
          change(oracle, changes.next());
        }
        history.note(oracle);
        if (isBroken(circuit, tables.rows(schemas))) {
          wrong.add(broken(views, history));
          return;
        }
        compare(oracle, circuit, views, history, wrong);
      }
    }
  }

  private static Map<String, List<String>> columns(Map<String, Schema> schemas) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    schemas.forEach(
        (name, schema) -> columns.put(name, schema.columns().stream().map(Column::name).toList()));
    return columns;
  }

  /** The text of a test that shows the same, as small as it gets. */
  private static String smallest(Scenario scenario) throws SQLException {
    try (ScenarioRun run = new ScenarioRun(scenario, (_, rows) -> rows)) {
      ScenarioRun.Outcome outcome = run.run(scenario);
      if (outcome == ScenarioRun.Outcome.RIGHT || outcome == ScenarioRun.Outcome.MEANINGLESS) {
        return "alone it is " + outcome;
      }
      Scenario smallest = new Shrinker(scenario, other -> run.run(other) == outcome).shrink();
      run.run(smallest);
      return smallest.slt(run.right());
    }
  }

  private static boolean isBroken(TestCircuit circuit, Map<String, List<byte[]>> rows) {
    try {
      circuit.change(rows);
      return !circuit.errors().isEmpty();
    } catch (RuntimeException | AssertionError _) {
      return true;
    }
  }

  /** Which of the views it is that fails, or has errors. */
  private static String broken(Map<String, CompiledView> views, History history)
      throws SQLException {
    for (CompiledView view : views.values()) {
      Scenario scenario = history.scenario(view.sql());
      try (ScenarioRun run = new ScenarioRun(scenario, (_, rows) -> rows)) {
        if (run.run(scenario) == ScenarioRun.Outcome.BROKEN) {
          return view.sql() + "\n fails\n" + smallest(scenario);
        }
      }
    }
    return "the views fail, but none of them alone";
  }

  private static CompiledView compile(String sql, Map<String, Schema> schemas) {
    try {
      return new SqlCompiler().compile(sql, schemas);
    } catch (RuntimeException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static boolean isValid(Oracle oracle, String sql) {
    try {
      oracle.query(sql);
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  /** A change that would break a constraint is none. */
  private static void change(Oracle oracle, String sql) {
    try {
      oracle.execute(sql);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(sql + ": " + e).startsWith("23");
    }
  }

  private static void compare(
      Oracle oracle,
      TestCircuit circuit,
      Map<String, CompiledView> views,
      History history,
      List<String> wrong)
      throws SQLException {
    for (Map.Entry<String, CompiledView> view : views.entrySet()) {
      String sql = view.getValue().sql();
      List<String> right = Rows.comparable(Rows.lines(oracle.query(sql)));
      List<String> ours =
          Rows.comparable(Rows.lines(view.getValue().schema(), circuit.rows(view.getKey())));
      if (!ours.equals(right)) {
        String told = sql + "\n ours  " + ours + "\n right " + right;
        boolean first = wrong.size() < SHRUNK;
        wrong.add(told + (first ? "\n" + smallest(history.scenario(sql)) : ""));
      }
    }
  }
}

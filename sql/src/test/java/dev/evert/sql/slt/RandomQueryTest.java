package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
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

  @Test
  void equalsPostgres() throws SQLException, IOException {
    long seed = Long.getLong("evert.seed", new Random().nextLong());
    System.out.println("RandomQueryTest: -Devert.seed=" + seed);
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
        circuit.change(tables.rows(schemas));
        assertThat(circuit.errors()).isEmpty();
        compare(oracle, circuit, views, wrong);
      }
    }
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
      Oracle oracle, TestCircuit circuit, Map<String, CompiledView> views, List<String> wrong)
      throws SQLException {
    for (Map.Entry<String, CompiledView> view : views.entrySet()) {
      String sql = view.getValue().sql();
      List<String> right = comparable(Rows.lines(oracle.query(sql)));
      List<String> ours =
          comparable(Rows.lines(view.getValue().schema(), circuit.rows(view.getKey())));
      if (!ours.equals(right)) {
        wrong.add(
            sql + "\n ours  " + ours + "\n right " + right + "\n" + view.getValue().explain());
      }
    }
  }

  /** Which of equal numbers that look different stands for them all is left open. */
  private static List<String> comparable(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("(\\.\\d*?)0+(?=\t|$)", "$1").replaceAll("\\.(?=\t|$)", ""))
        .sorted()
        .toList();
  }
}

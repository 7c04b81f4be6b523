package dev.evert.sql.slt;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;

/** Runs scenarios on Evert and on PostgreSQL. */
final class ScenarioRun implements AutoCloseable {
  private static final List<String> OTHER_PLAN =
      List.of("enable_hashagg", "enable_hashjoin", "enable_indexscan", "enable_bitmapscan");

  private final Oracle oracle;
  private final List<String> names;
  private final Map<String, Schema> schemas;
  private final BinaryOperator<List<String>> fault;
  private List<String> right = List.of();

  /** What came of it. */
  enum Outcome {
    /** Both have the same rows. */
    RIGHT,
    /** The rows are not the same. */
    WRONG,
    /** Evert failed in a way in which it must not. */
    BROKEN,
    /** It means nothing, or its rows depend on the order of something. */
    MEANINGLESS
  }

  /**
   * Makes the tables.
   *
   * @param fault given the query and Evert's rows, makes other rows of them: none, if what is to be
   *     found is in Evert
   */
  ScenarioRun(Scenario scenario, BinaryOperator<List<String>> fault) throws SQLException {
    oracle = new Oracle("scenario");
    for (String table : scenario.tables()) {
      oracle.execute(table);
    }
    schemas = new OracleTables(oracle).schemas();
    names = List.copyOf(schemas.keySet());
    this.fault = fault;
  }

  /** The rows that were right in the last run. */
  List<String> right() {
    return right;
  }

  Outcome run(Scenario scenario) {
    try {
      return compare(scenario);
    } catch (SQLException _) {
      return Outcome.MEANINGLESS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome compare(Scenario scenario) throws SQLException, IOException {
    oracle.execute("truncate " + String.join(", ", names));
    oracle.query(scenario.query());
    CompiledView view;
    try {
      view = new SqlCompiler().compile(scenario.query(), schemas);
    } catch (EvertException _) {
      return Outcome.MEANINGLESS;
    } catch (RuntimeException _) {
      return Outcome.BROKEN;
    }
    OracleTables tables = new OracleTables(oracle);
    List<String> ours;
    try (TestCircuit circuit = new TestCircuit(schemas, Map.of("view", view), new Random(1))) {
      for (Scenario.Edit edit : scenario.edits()) {
        oracle.execute(edit.sql());
        circuit.change(tables.rows(schemas));
      }
      ours = Rows.comparable(Rows.lines(view.schema(), circuit.rows("view")));
      if (!circuit.errors().isEmpty()) {
        return Outcome.BROKEN;
      }
    } catch (RuntimeException | AssertionError _) {
      return Outcome.BROKEN;
    }
    right = Rows.lines(oracle.query(scenario.query()));
    boolean same = fault.apply(List.of(scenario.query()), ours).equals(Rows.comparable(right));
    if (same) {
      return Outcome.RIGHT;
    }
    return isOneAnswer(scenario.query()) ? Outcome.WRONG : Outcome.MEANINGLESS;
  }

  /** Whether PostgreSQL has the same rows when it computes them in another way. */
  private boolean isOneAnswer(String query) throws SQLException {
    for (String name : names) {
      oracle.execute("create temp table turned as select * from " + name + " order by ctid desc");
      oracle.execute("truncate " + name);
      oracle.execute("insert into " + name + " select * from turned");
      oracle.execute("drop table turned");
    }
    for (String setting : OTHER_PLAN) {
      oracle.execute("set " + setting + " = off");
    }
    try {
      return Rows.comparable(Rows.lines(oracle.query(query))).equals(Rows.comparable(right));
    } finally {
      for (String setting : OTHER_PLAN) {
        oracle.execute("reset " + setting);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    oracle.close();
  }
}

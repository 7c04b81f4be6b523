package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.database.Database;
import dev.evert.engine.database.Entry;
import dev.evert.engine.database.QueryResult;
import dev.evert.engine.database.RowText;
import dev.evert.shell.Evert;
import dev.evert.shell.home.EvertHome;
import dev.evert.testing.Seed;
import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements are killed at random moments. What was said to be carried out is there afterwards, the
 * one that was at work is there whole or not at all, and every view is what PostgreSQL says.
 */
final class SqlCrashIT {
  private static final int LIVES = Boolean.getBoolean("evert.nightly") ? 60 : 6;
  private static final int STATEMENTS_A_LIFE = 60;

  @TempDir Path directory;

  private final Random random = Seed.random("SqlCrashIT");
  private final PostgresServer server = PostgresServer.shared();
  private final List<String> waiting = new ArrayList<>(RandomStatements.first());

  @Test
  void statementsAreWholeOrNotThere() throws Exception {
    RandomStatements statements = new RandomStatements(random);
    String oracle = server.createDatabase();
    int done = 0;
    for (int life = 0; life < LIVES; life++) {
      while (waiting.size() < STATEMENTS_A_LIFE) {
        waiting.add(statements.next());
      }
      int acknowledged = live(life, life == LIVES - 1);
      for (int i = 0; i < acknowledged; i++) {
        apply(oracle, waiting.removeFirst());
      }
      done += acknowledged;
      compare(oracle);
    }
    System.out.println("SqlCrashIT: " + done + " statements in " + LIVES + " lives");
    assertThat(done).isPositive();
  }

  /** Runs what waits in a process of its own; returns how many statements it said were done. */
  private int live(int life, boolean last) throws IOException, InterruptedException {
    Path script = directory.resolve("script" + life + ".sql");
    Path output = directory.resolve("output" + life + ".txt");
    Files.writeString(script, String.join(";\n", waiting));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Evert.class.getName(),
                "sql",
                "--data",
                directory.resolve("home").toString(),
                script.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (last) {
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
      } else {
        awaitWork(process, output);
        process.waitFor(random.nextInt(3000), TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(output);
    assertThat(said).as("life %s", life).doesNotContain("EV-");
    return (int) said.lines().count();
  }

  /** Mostly it is killed at work; at times while it starts. */
  private void awaitWork(Process process, Path output) throws IOException {
    boolean early = random.nextInt(4) == 0;
    while (process.isAlive() && !early && Files.size(output) == 0) {
      Thread.onSpinWait();
    }
  }

  private void apply(String oracle, String statement) throws SQLException {
    server.execute(oracle, statement.replace("materialized view", "view"));
  }

  /** The statement that was at work when the process was killed may have been carried out. */
  private void compare(String oracle) throws SQLException {
    Path home = new EvertHome(directory.resolve("home")).database();
    try (Engine engine = Engine.open(EngineOptions.in(home), Connectors.installed())) {
      List<String> ours = state(engine.database());
      if (!ours.equals(state(oracle))) {
        apply(oracle, waiting.removeFirst());
      }
      assertThat(ours).isEqualTo(state(oracle));
    }
  }

  private static List<String> state(Database database) {
    List<String> state = new ArrayList<>();
    for (Entry entry : database.catalog().entries()) {
      try (QueryResult rows = database.query("select * from " + entry.name())) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(RowText.of(rows.schema(), rows.bytes(), rows.from(), rows.to()).toString());
        }
        state.add(entry.name() + ": " + found.stream().sorted().toList());
      }
    }
    return state.stream().sorted().toList();
  }

  private List<String> state(String oracle) throws SQLException {
    List<String> state = new ArrayList<>();
    try (Connection connection = server.connect(oracle);
        Statement statement = connection.createStatement()) {
      for (String name : names(statement)) {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select * from " + name)) {
          while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              row.add(rows.getString(i));
            }
            found.add(row.toString());
          }
        }
        state.add(name + ": " + found.stream().sorted().toList());
      }
    }
    return state.stream().sorted().toList();
  }

  private static List<String> names(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery(
            "select relname from pg_class where relkind in ('r', 'v')"
                + " and relnamespace = 'public'::regnamespace")) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }
}

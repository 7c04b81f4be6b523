package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.source.SourceBatch;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.SourceChange;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import dev.evert.testing.server.PostgresServer;
import dev.evert.testing.server.PostgresSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions that the server tells before they are committed, as they are larger than its memory.
 */
class LargeTransactionsTest {
  private static PostgresServer server = PostgresServer.shared();

  @TempDir private Path scratch;
  private Database database;
  private final SourceMemory memory = new SourceMemory();

  @BeforeAll
  static void start() {
    server =
        PostgresServer.start(
            PostgresSettings.DEFAULT.parameter("logical_decoding_work_mem", "64kB"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void create() throws Exception {
    database = Database.create(server, scratch);
    database.execute("create table t (id int primary key, v text)");
  }

  @AfterEach
  void remove() throws Exception {
    database.close();
  }

  private List<Path> spooled() throws Exception {
    try (Stream<Path> files = Files.list(scratch.resolve("transactions"))) {
      return files.toList();
    }
  }

  @Test
  void keepsOneWholeOverManyBatches() throws Exception {
    UUID operation = UUID.randomUUID();
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      long before = run.feed().appended();
      database.transaction(
          "select pg_logical_emit_message(true, 'evert.operation', '" + operation + "')",
          "insert into t select i, repeat('v', 100) from generate_series(1, 50000) i",
          "update t set v = 'w' where id % 2 = 0",
          "delete from t where id % 10 = 0");
      database.awaitSame(run, memory, "t");
      assertThat(memory.changes()).hasSize(80_000);
      assertThat(memory.changes(operation)).hasSize(80_000);
      assertThat(memory.changes().stream().filter(SourceChange::last)).hasSize(1);
      assertThat(run.feed().appended() - before)
          .isGreaterThan(50_000L * 100 / SourceBatch.SUGGESTED_BYTES);
      assertThat(spooled()).isEmpty();
    }
  }

  @Test
  void forgetsWhatWasRolledBack() throws Exception {
    UUID undone = UUID.randomUUID();
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      database.transaction(
          "insert into t select i, repeat('a', 100) from generate_series(1, 5000) i",
          "savepoint one",
          "insert into t select i, repeat('b', 100) from generate_series(5001, 10000) i",
          "select pg_logical_emit_message(true, 'evert.operation', '" + undone + "')",
          "savepoint two",
          "update t set v = repeat('c', 100)",
          "rollback to savepoint one",
          "insert into t select i, repeat('d', 100) from generate_series(5001, 8000) i",
          "savepoint three",
          "delete from t where id < 100",
          "release savepoint three");
      database.awaitSame(run, memory, "t");
      assertThat(memory.changes(undone).size()).isZero();
      rollBack("insert into t select i, 'x' from generate_series(20001, 40000) i");
      database.execute("insert into t values (99999, 'end')");
      database.awaitSame(run, memory, "t");
      run.await("no file left", () -> spooled().isEmpty());
    }
  }

  private void rollBack(String sql) throws Exception {
    try (Connection connection = server.connect(database.name());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.rollback();
    }
  }

  @Test
  void takesSeveralAtOnceAndSmallOnesBetween() throws Exception {
    Random random = Seed.random("takesSeveralAtOnceAndSmallOnesBetween");
    List<Connection> open = new ArrayList<>();
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      for (int i = 0; i < 4; i++) {
        open.add(server.connect(database.name()));
        open.getLast().setAutoCommit(false);
      }
      for (int i = 0; i < 80; i++) {
        int number = random.nextInt(open.size());
        try (Statement statement = open.get(number).createStatement()) {
          step(statement, number, i, random);
        }
        database.execute("insert into t values (%d, 'small')".formatted(-i - 1));
      }
      for (int i = 0; i < open.size(); i++) {
        if (i == 2) {
          open.get(i).rollback();
        } else {
          open.get(i).commit();
        }
      }
      database.awaitSame(run, memory, "t");
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  private static void step(Statement statement, int number, int i, Random random) throws Exception {
    int from = (number * 1000 + i) * 1000;
    statement.execute("savepoint s" + i);
    statement.execute(
        "insert into t select j, repeat('v', 50) from generate_series(%d, %d) j"
            .formatted(from, from + 400));
    statement.execute("update t set v = 'u' where id between %d and %d".formatted(from, from + 50));
    if (random.nextInt(3) == 0) {
      statement.execute("rollback to savepoint s" + i);
    }
  }

  @Test
  void isToldAgainAfterACrashInTheMiddle() throws Exception {
    SourceRun run = SourceRun.start(database.source("", "t"), memory, 0, 6);
    run.await("complete tables", memory::complete);
    database.transaction(
        "insert into t select i, repeat('v', 1000) from generate_series(1, 20000) i");
    run.awaitEnd();
    run.source().close();
    assertThat(memory.size(0)).isZero();
    try (SourceRun again = database.start(memory, "t")) {
      database.awaitSame(again, memory, "t");
    }
  }
}

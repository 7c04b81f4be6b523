package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceProgress;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of the rows that are there: in one moment, or in several after crashes. */
class SnapshotTest {
  /** The batches before the first rows: where the changes come from, and the plan. */
  private static final int PREPARATION = 2;

  private static final String ONE_BY_ONE = "?chunk=4&connections=1";

  @TempDir private Path scratch;
  private Database database;
  private final SourceMemory memory = new SourceMemory();

  @BeforeEach
  void create() throws Exception {
    database = Database.create(scratch);
    database.execute(
        "create table t (id int primary key, v int, pad text, big text)",
        "alter table t alter big set storage external",
        "alter table t set (autovacuum_enabled = false)",
        "insert into t select i, 0, repeat('p', 700), repeat('b', 3000)"
            + " from generate_series(1, 400) i");
  }

  @AfterEach
  void remove() throws Exception {
    database.close();
  }

  /** Runs until so many chunks are copied, and crashes then. */
  private void crashAfterChunks(int chunks) {
    SourceRun run =
        SourceRun.start(database.source(ONE_BY_ONE, "t"), memory, 0, PREPARATION + chunks);
    run.awaitEnd();
    run.source().close();
  }

  @Test
  void goesOnWithTheChunksThatAreMissing() throws Exception {
    crashAfterChunks(5);
    long copied = memory.size(0);
    assertThat(copied).isBetween(100L, 300L);
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      database.awaitSame(run, memory, "t");
    }
    assertThat(memory.changes()).hasSize(400);
    assertThat(memory.state().keySet())
        .containsExactlyInAnyOrder("origin", "at", "timeline", "complete");
  }

  @Test
  void readsRowsAnewThatNoChunkHasSeen() throws Exception {
    database.execute("delete from t where id <= 100", "vacuum t");
    crashAfterChunks(3);
    String before = database.query("select ctid from t where id = 390").orElseThrow();
    database.execute("update t set v = v + 1 where id > 380");
    assertThat(database.query("select ctid from t where id = 390").orElseThrow())
        .isNotEqualTo(before);
    database.execute(
        "update t set id = id + 1000 where id = 391",
        "delete from t where id = 392",
        "update t set v = 77 where id = 393",
        "update t set id = 5000 where id = 393",
        "update t set v = 78 where id = 5000",
        "delete from t where id = 5000");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      database.awaitSame(run, memory, "t");
      database.execute("update t set v = 5 where id = 1391");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void copiesATableAnewWhoseRowsWereMoved() throws Exception {
    crashAfterChunks(3);
    database.execute("delete from t where id % 2 = 0", "vacuum full t");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      database.awaitSame(run, memory, "t");
    }
    assertThat(memory.changes().stream().filter(c -> c.kind() == ChangeKind.RESET)).hasSize(1);
  }

  @Test
  void copiesATableWithoutKeyAnew() throws Exception {
    database.execute("alter table t drop constraint t_pkey", "alter table t replica identity full");
    crashAfterChunks(3);
    database.execute("update t set v = 1 where id < 300", "insert into t select * from t limit 9");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      database.execute("update t set v = 2 where id < 10", "delete from t where id = 20");
      database.awaitSame(run, memory, "t");
    }
    assertThat(memory.changes().stream().filter(c -> c.kind() == ChangeKind.RESET)).hasSize(1);
  }

  @Test
  void saysThatTablesAreCompleteOnlyWhenTheyAgree() throws Exception {
    database.execute("create table u (id int primary key, v int)", "insert into u values (1, 1)");
    SourceRun first =
        SourceRun.start(database.source(ONE_BY_ONE, "t", "u"), memory, 0, PREPARATION + 3);
    first.awaitEnd();
    first.source().close();
    database.transaction("update u set v = 2", "update t set v = 2");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t", "u"), memory)) {
      run.await("complete tables", memory::complete);
      assertThat(database.same(memory, 0, "t")).isTrue();
      assertThat(database.same(memory, 1, "u")).isTrue();
    }
  }

  @Test
  void takesUpColumnsThatWereAddedBetweenTheChunks() throws Exception {
    crashAfterChunks(3);
    database.execute(
        "alter table t add column extra int default 7",
        "update t set extra = 8 where id in (1, 399)",
        "insert into t values (1001, 1, '', '', 9)");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      database.awaitSame(run, memory, "t");
      assertThat(memory.schema(0).width()).isEqualTo(5);
    }
  }

  @Test
  void standsInNobodysWayWhoWantsToChangeATable() throws Exception {
    try (SourceRun run = SourceRun.start(database.source("?chunk=4", "t"), memory)) {
      for (int i = 0; i < 50; i++) {
        database.transaction(
            "set local lock_timeout = '20s'", "lock table t in access exclusive mode");
      }
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void tellsHowFarItIs() throws Exception {
    database.execute("analyze t");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      run.awaitComplete();
      var last = Objects.requireNonNull(run.feed().lastReport(SourceProgress.Snapshot.class));
      assertThat(last.table()).isEqualTo("public.t");
      assertThat(last.rows()).isEqualTo(400);
      assertThat(last.expectedRows()).hasValue(400);
    }
  }

  @Test
  void saysWhyItWaitsForOpenTransactions() throws Exception {
    try (Connection connection = database.server().connect(database.name());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("update t set v = 1 where id = 1");
      try (SourceRun run = SourceRun.start(database.source("", "t"), memory)) {
        run.await("a report", () -> run.feed().lastReport(SourceProgress.Waiting.class) != null);
        connection.commit();
        database.awaitSame(run, memory, "t");
      }
    }
  }

  @Test
  void usesASlotThatWasGiven() throws Exception {
    database.execute(
        "select pg_create_logical_replication_slot('mine', 'pgoutput')",
        "create publication ours for table t",
        "update t set v = 1 where id < 10",
        "delete from t where id = 400");
    String options = "?slot=mine&publication=ours";
    try (SourceRun run = SourceRun.start(database.source(options, "t"), memory)) {
      database.execute("update t set v = 2 where id < 20");
      database.awaitSame(run, memory, "t");
    }
    try (var source = database.source(options, "t")) {
      source.drop();
    }
    assertThat(database.query("select 1 from pg_replication_slots where slot_name = 'mine'"))
        .isPresent();
    assertThat(database.query("select 1 from pg_publication where pubname = 'ours'")).isPresent();
    database.execute("select pg_drop_replication_slot('mine')");
  }

  /** A row that was told before has the column in the database, and no change tells so. */
  @Test
  void givesRowsFromBeforeAColumnWasAddedItsValue() throws Exception {
    tellsFromBeforeAColumn("default 'as ever'");
  }

  @Test
  void givesRowsFromBeforeAColumnWasAddedNull() throws Exception {
    tellsFromBeforeAColumn("");
  }

  private void tellsFromBeforeAColumn(String otherwise) throws Exception {
    crashAfterChunks(3);
    // The server tells what it has in its cache: with the first change of the table, its columns
    // as they are now; with the second, as they were.
    database.execute(
        "update t set v = 1 where id = 40",
        "alter table t set (fillfactor = 90)",
        "update t set v = 1 where id < 30 or id > 390",
        "delete from t where id = 10",
        "insert into t select i, 0, 'p', 'b' from generate_series(1001, 1020) i",
        "update t set v = 1 where id > 1010",
        "alter table t add column more text " + otherwise,
        "update t set more = 'set' where id between 20 and 40 or id > 1015");
    try (SourceRun run = SourceRun.start(database.source(ONE_BY_ONE, "t"), memory)) {
      database.execute("update t set v = 2 where id < 5");
      database.awaitSame(run, memory, "t");
    }
  }
}

package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.Source;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others who use the same server: pipes of the same name, and people who alter what is ours. */
class NeighboursTest {
  @TempDir private Path scratch;
  private Database database;
  private final SourceMemory memory = new SourceMemory();

  @BeforeEach
  void create() throws Exception {
    database = Database.create(scratch);
    database.execute(
        "create table t (id int primary key)",
        "insert into t values (1)",
        "create table other (id int primary key)");
  }

  @AfterEach
  void remove() throws Exception {
    database.close();
  }

  private Source elsewhere(String table) {
    List<StoreUri> uris = List.of(StoreUri.parse(database.uri(table, "")));
    return new PostgresSourceFactory().open(uris, database.surroundings().installed("elsewhere"));
  }

  private String publication() throws Exception {
    return database.query("select pubname from pg_publication").orElseThrow();
  }

  private static ErrorCode code(SourceRun run) {
    Throwable failure = run.awaitEnd();
    run.source().close();
    if (failure instanceof EvertException known) {
      return known.code();
    }
    throw new AssertionError("ended by " + failure, failure);
  }

  @Test
  void pipesOfOneNameLeaveEachOthersTablesAlone() throws Exception {
    SourceMemory others = new SourceMemory();
    try (SourceRun run = database.start(memory, "t").awaitComplete();
        SourceRun second = SourceRun.start(elsewhere("other"), others).awaitComplete()) {
      database.execute("insert into t values (2)", "insert into other values (3)");
      database.awaitSame(run, memory, "t");
      database.awaitSame(second, others, "other");
    }
    try (Source source = elsewhere("other")) {
      source.drop();
    }
    try (SourceRun run = database.start(memory, "t")) {
      database.execute("insert into t values (4)");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void anIdleDatabaseHoldsBackNoLog() throws Exception {
    try (Database busy = Database.create(scratch);
        SourceRun run = database.start(memory, "t").awaitComplete()) {
      busy.execute(
          "create table much (v text)",
          "insert into much select repeat('x', 1000) from generate_series(1, 10000)");
      String end = busy.query("select pg_current_wal_lsn()").orElseThrow();
      String confirmed =
          "select bool_and(confirmed_flush_lsn >= '"
              + end
              + "') from pg_replication_slots"
              + " where database = '"
              + database.name()
              + "'";
      run.await(
          "confirmation of what the other database wrote",
          () -> database.query(confirmed).orElseThrow().equals("t"));
    }
  }

  @Test
  void aTableTakenOutOfThePublicationStopsTheSource() throws Exception {
    SourceRun run = database.start(memory, "t").awaitComplete();
    database.execute("alter publication " + publication() + " set table other");
    assertThat(code(run)).isEqualTo(ErrorCode.SLOT_LOST);
  }

  @Test
  void aTableTakenOutOfThePublicationIsNoticedAtTheStart() throws Exception {
    database.start(memory, "t").awaitComplete().close();
    database.execute("alter publication " + publication() + " set table other");
    assertThat(code(SourceRun.resume(database.source("", "t"), memory)))
        .isEqualTo(ErrorCode.SLOT_LOST);
  }

  @Test
  void aPublicationThatTellsLessStopsTheSource() throws Exception {
    SourceRun run = database.start(memory, "t").awaitComplete();
    database.execute("alter publication " + publication() + " set (publish = 'insert')");
    assertThat(code(run)).isEqualTo(ErrorCode.SLOT_LOST);
  }
}

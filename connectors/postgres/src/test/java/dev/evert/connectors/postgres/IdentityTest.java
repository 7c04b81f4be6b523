package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.Source;
import dev.evert.testing.contract.SourceChange;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What identifies a row, in each way that PostgreSQL knows. */
class IdentityTest {
  @TempDir private Path scratch;
  private Database database;
  private final SourceMemory memory = new SourceMemory();

  @BeforeEach
  void create() throws Exception {
    database = Database.create(scratch);
  }

  @AfterEach
  void remove() throws Exception {
    database.close();
  }

  private List<ChangeKind> kinds(int skip) {
    return memory.changes().stream().skip(skip).map(SourceChange::kind).toList();
  }

  private static final String BIG = "repeat('0123456789', 1000)";

  @Test
  void fullIdentityWithKeyTellsMovesAndWholeRows() throws Exception {
    database.execute(
        "create table t (id int primary key, v text, big text)",
        "alter table t alter big set storage external",
        "alter table t replica identity full",
        "insert into t values (1, 'a', " + BIG + "), (2, 'b', " + BIG + ")");
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      database.execute(
          "update t set v = 'c' where id = 1",
          "update t set id = 3 where id = 2",
          "delete from t where id = 1");
      database.awaitSame(run, memory, "t");
      assertThat(kinds(2)).containsExactly(ChangeKind.UPSERT, ChangeKind.MOVE, ChangeKind.DELETE);
      assertThat(memory.changes().get(2).row().length).isGreaterThan(10_000);
    }
  }

  @Test
  void indexIdentityIsTheKey() throws Exception {
    database.execute(
        "create table t (id int primary key, code text not null, v int, a int not null)",
        "create unique index by_code on t (a, code)",
        "alter table t replica identity using index by_code",
        "insert into t values (1, 'a', 1, 1), (2, 'b', 2, 1)");
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      assertThat(memory.schema(0).key()).containsExactly(3, 1);
      database.execute(
          "update t set v = 10, id = 77 where code = 'a'",
          "update t set code = 'z' where code = 'b'",
          "delete from t where code = 'a'");
      database.awaitSame(run, memory, "t");
      assertThat(kinds(2)).containsExactly(ChangeKind.UPSERT, ChangeKind.MOVE, ChangeKind.DELETE);
    }
  }

  @Test
  void tablesWithoutKeyAreMultisets() throws Exception {
    database.execute(
        "create table t (v text, big text)",
        "alter table t alter big set storage external",
        "alter table t replica identity full",
        "insert into t values ('a', " + BIG + "), ('a', " + BIG + "), ('b', null), (null, null)");
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      database.execute(
          "insert into t values (null, null)",
          "update t set v = 'c' where v = 'a'",
          "delete from t where ctid in (select ctid from t where v = 'c' limit 1)");
      database.awaitSame(run, memory, "t");
      assertThat(memory.size(0)).isEqualTo(4);
      database.execute("truncate t", "insert into t values ('x', 'y')");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void longKeysKeptApartFromTheirRowsAreTold() throws Exception {
    database.execute(
        "create table t (id text primary key, v int, pad text)",
        "alter table t alter id set storage external",
        "alter table t alter pad set storage plain",
        "insert into t select i || repeat(md5(i::text), 70), i, repeat('p', 1900)"
            + " from generate_series(1, 5) i");
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      database.execute("update t set v = v + 1", "delete from t where v = 3");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void keysThatAreEqualInOtherBytesAreOneKey() throws Exception {
    database.execute(
        "create table t (n numeric, c char(5), f float8, v int, primary key (n, c, f))",
        "insert into t values (1.0, 'a', 0, 1)");
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      database.execute("update t set n = 1.000, f = '-0', v = 2");
      database.awaitSame(run, memory, "t");
      database.execute("update t set n = 1.0", "delete from t");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void tablesThatCanNotBeFollowedAreRefused() throws Exception {
    database.execute(
        "create table nokey (v int)",
        "create table nothing (id int primary key)",
        "alter table nothing replica identity nothing",
        "create table parts (id int) partition by range (id)",
        "create table part partition of parts for values from (0) to (10)",
        "create view seen as select 1 as one",
        "create materialized view kept as select 1 as one",
        "create unlogged table fast (id int primary key)");
    assertRefused("nokey", ErrorCode.TABLE_WITHOUT_KEY, "no primary key");
    assertRefused("nothing", ErrorCode.TABLE_WITHOUT_KEY, "NOTHING");
    assertRefused("parts", ErrorCode.TABLE_WITHOUT_KEY, "parts");
    assertRefused("seen", ErrorCode.NO_SUCH_TABLE, "a view");
    assertRefused("kept", ErrorCode.NO_SUCH_TABLE, "materialized");
    assertRefused("fast", ErrorCode.NO_SUCH_TABLE, "unlogged");
  }

  private void assertRefused(String table, ErrorCode code, String words) {
    try (Source source = database.source("", table)) {
      assertThatThrownBy(source::tables)
          .isInstanceOfSatisfying(
              EvertException.class,
              e -> {
                assertThat(e.code()).isEqualTo(code);
                assertThat(e.getMessage()).contains(table).contains(words);
                assertThat(e.remedy()).isNotBlank();
              });
    }
  }

  @Test
  void identityThatIsTakenAwayIsNoticed() throws Exception {
    database.execute("create table t (id int primary key, v int)", "insert into t values (1, 1)");
    SourceRun run = database.start(memory, "t").awaitComplete();
    database.execute("alter table t replica identity full", "insert into t values (2, 2)");
    database.awaitSame(run, memory, "t");
    database.execute("alter table t drop constraint t_pkey", "alter table t add primary key (v)");
    database.execute("alter table t replica identity default", "update t set id = 5 where id = 1");
    assertThat(run.awaitEnd())
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_CHANGED));
    run.source().close();
  }
}

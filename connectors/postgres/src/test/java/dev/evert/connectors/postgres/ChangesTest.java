package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.source.ChangeKind;
import dev.evert.testing.contract.SourceChange;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stream makes of each kind of change. */
class ChangesTest {
  @TempDir private Path scratch;
  private Database database;
  private final SourceMemory memory = new SourceMemory();

  @BeforeEach
  void create() throws Exception {
    database = Database.create(scratch);
    database.execute(
        "create table items (id int primary key, name text, note text)",
        "alter table items alter note set storage external",
        "insert into items select i, 'name ' || i, repeat('x', 5000) from generate_series(1, 9) i");
  }

  @AfterEach
  void remove() throws Exception {
    database.close();
  }

  private List<ChangeKind> kinds() {
    return memory.changes().stream().skip(9).map(SourceChange::kind).toList();
  }

  @Test
  void tellsInsertUpdateDelete() throws Exception {
    try (SourceRun run = database.start(memory, "items").awaitComplete()) {
      database.execute(
          "insert into items values (10, 'ten', null)",
          "update items set name = 'one' where id = 1",
          "delete from items where id = 2");
      database.awaitSame(run, memory, "items");
      assertThat(kinds()).containsExactly(ChangeKind.UPSERT, ChangeKind.UPSERT, ChangeKind.DELETE);
    }
  }

  @Test
  void leavesOutValuesThatStayUnchangedOnTheServersDisk() throws Exception {
    try (SourceRun run = database.start(memory, "items").awaitComplete()) {
      database.execute("update items set name = 'one' where id = 1");
      database.awaitSame(run, memory, "items");
      RowReader row = new RowReader().set(memory.changes().getLast().row());
      assertThat(row.readInt4()).isEqualTo(1);
      assertThat(row.readText()).isEqualTo("one");
      assertThat(row.isUnchanged()).isTrue();
    }
  }

  @Test
  void tellsChangesOfKeysAsMoves() throws Exception {
    try (SourceRun run = database.start(memory, "items").awaitComplete()) {
      database.execute("update items set id = id + 100 where id < 4");
      database.awaitSame(run, memory, "items");
      assertThat(kinds()).containsExactly(ChangeKind.MOVE, ChangeKind.MOVE, ChangeKind.MOVE);
    }
  }

  @Test
  void tellsTruncation() throws Exception {
    database.execute("create table others (id int primary key)", "insert into others values (1)");
    try (SourceRun run = database.start(memory, "items", "others").awaitComplete()) {
      database.transaction(
          "insert into items values (20)",
          "truncate items, others",
          "insert into items values (1)");
      database.awaitSame(run, memory, "items", "others");
      assertThat(memory.size(0)).isEqualTo(1);
      assertThat(memory.size(1)).isZero();
    }
  }

  @Test
  void keepsTransactionsOverSeveralTablesTogether() throws Exception {
    database.execute("create table others (id int primary key, v int)");
    try (SourceRun run = database.start(memory, "items", "others").awaitComplete()) {
      database.transaction(
          "insert into items values (20)", "insert into others values (1)", "delete from items");
      database.awaitSame(run, memory, "items", "others");
      List<UUID> operations =
          memory.changes().stream().skip(9).map(SourceChange::operation).distinct().toList();
      assertThat(operations).hasSize(1);
      assertThat(operations.getFirst().version()).isEqualTo(8);
      assertThat(operations.getFirst().variant()).isEqualTo(2);
    }
  }

  @Test
  void takesTheOperationIdFromAMessage() throws Exception {
    // Before version 14 servers do not tell messages.
    String version = database.query("show server_version_num").orElseThrow();
    Assumptions.assumeTrue(Integer.parseInt(version) >= 140_000);
    UUID first = UUID.randomUUID();
    UUID late = UUID.randomUUID();
    try (SourceRun run = database.start(memory, "items").awaitComplete()) {
      database.transaction(
          "select pg_logical_emit_message(true, 'evert.operation', '" + first + "')",
          "insert into items values (20)",
          "insert into items values (21)");
      database.transaction(
          "insert into items values (30)",
          "select pg_logical_emit_message(true, 'evert.operation', '" + late + "')");
      database.transaction(
          "select pg_logical_emit_message(true, 'evert.operation', 'no uuid')",
          "select pg_logical_emit_message(true, 'other', '" + late + "')",
          "insert into items values (40)");
      database.awaitSame(run, memory, "items");
      assertThat(memory.changes(first)).hasSize(2);
      assertThat(memory.changes(late)).hasSize(1);
    }
  }

  @Test
  void givesTheSameOperationIdWheneverATransactionIsTold() throws Exception {
    SourceMemory other = new SourceMemory();
    database.execute("select pg_create_logical_replication_slot('second', 'pgoutput')");
    try (SourceRun run = database.start(memory, "items").awaitComplete();
        SourceRun again =
            SourceRun.start(database.source("?slot=second", "items"), other).awaitComplete()) {
      database.execute("update items set name = 'a'", "update items set name = 'b'");
      database.awaitSame(run, memory, "items");
      database.awaitSame(again, other, "items");
    }
    List<UUID> one = memory.changes().stream().skip(9).map(SourceChange::operation).toList();
    List<UUID> two = other.changes().stream().skip(9).map(SourceChange::operation).toList();
    assertThat(one).isEqualTo(two);
    assertThat(one.stream().distinct()).hasSize(2);
  }

  @Test
  void tellsWhenATransactionWasCommitted() throws Exception {
    try (SourceRun run = database.start(memory, "items").awaitComplete()) {
      database.execute("update items set name = 'a' where id = 1");
      database.awaitSame(run, memory, "items");
    }
    Instant told = Instant.EPOCH.plus(memory.changes().getLast().timeMicros(), ChronoUnit.MICROS);
    Instant copied =
        Instant.EPOCH.plus(memory.changes().getFirst().timeMicros(), ChronoUnit.MICROS);
    assertThat(Duration.between(copied, told)).isBetween(Duration.ZERO, Duration.ofMinutes(2));
    assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void sendsNothingAgainAfterARestart() throws Exception {
    try (SourceRun run = database.start(memory, "items").awaitComplete()) {
      database.execute("update items set name = 'a'");
      database.awaitSame(run, memory, "items");
    }
    int before = memory.changes().size();
    try (SourceRun run = database.start(memory, "items")) {
      database.execute("insert into items values (77)");
      database.awaitSame(run, memory, "items");
    }
    assertThat(memory.changes()).hasSize(before + 1);
  }

  @Test
  void followsPartitionedTablesUnderTheirOwnName() throws Exception {
    database.execute(
        "create table parts (id int, region text, v text, primary key (region, id))"
            + " partition by list (region)",
        "create table parts_eu partition of parts for values in ('eu')",
        "create table parts_us partition of parts for values in ('us')",
        "insert into parts select i, case i % 2 when 0 then 'eu' else 'us' end, 'v' || i"
            + " from generate_series(1, 100) i");
    try (SourceRun run = database.start(memory, "parts").awaitComplete()) {
      database.execute(
          "update parts set region = 'us' where id = 2",
          "create table parts_asia partition of parts for values in ('asia')",
          "insert into parts values (1000, 'asia', 'x')",
          "update parts set v = v || '!' where region = 'asia'",
          "update parts set region = 'asia' where id < 10",
          "delete from parts where id > 50 and id < 60",
          "create table parts_later (id int not null, v text, region text not null)",
          "alter table parts attach partition parts_later for values in ('later')",
          "insert into parts values (2000, 'later', 'y')");
      database.awaitSame(run, memory, "parts");
      assertThat(memory.size(0)).isEqualTo(93);
      database.execute("truncate parts");
      database.awaitSame(run, memory, "parts");
    }
  }

  @Test
  void leavesOutGeneratedColumnsThatAreNotPublished() throws Exception {
    database.execute(
        "create table made (id int primary key, a int, twice int generated always as (a * 2)"
            + " stored, z text)",
        "insert into made (id, a, z) values (1, 2, 'z')");
    try (SourceRun run = database.start(memory, "made").awaitComplete()) {
      database.execute("insert into made (id, a, z) values (2, 21, 'y')");
      database.awaitSame(run, memory, "made");
      boolean published =
          database.query("show server_version_num").orElseThrow().compareTo("18") > 0;
      assertThat(memory.schema(0).indexOf("twice") >= 0).isEqualTo(published);
    }
  }
}

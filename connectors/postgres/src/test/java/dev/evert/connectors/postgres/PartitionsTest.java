package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that go with the partition that they are in. */
class PartitionsTest {
  @TempDir private Path scratch;
  private Database database;
  private final SourceMemory memory = new SourceMemory();

  @BeforeEach
  void create() throws Exception {
    database = Database.create(scratch);
    database.execute(
        "create table parts (id int, year int, primary key (year, id)) partition by list (year)",
        "create table parts_24 partition of parts for values in (24)",
        "create table parts_25 partition of parts for values in (25)",
        "insert into parts select i, 24 + i % 2 from generate_series(1, 10) i");
  }

  @AfterEach
  void remove() throws Exception {
    database.close();
  }

  /** A run that has seen which partitions there are. */
  private SourceRun watched() {
    SourceRun run = database.start(memory, "parts").awaitComplete();
    run.await("the partitions in the state", () -> memory.state("partitions").isPresent());
    return run;
  }

  private static void checkStops(SourceRun run, String partition) {
    Throwable failure = run.awaitEnd();
    run.source().close();
    if (!(failure instanceof EvertException known)) {
      throw new AssertionError("ended by " + failure, failure);
    }
    assertThat(known.code()).isEqualTo(ErrorCode.SCHEMA_CHANGED);
    assertThat(known).hasMessageContaining(partition);
  }

  @Test
  void droppedStopsTheSource() throws Exception {
    SourceRun run = watched();
    database.execute("drop table parts_24");
    checkStops(run, "parts_24");
  }

  @Test
  void detachedWhileNobodyLookedStopsTheSource() throws Exception {
    watched().close();
    database.execute("alter table parts detach partition parts_25");
    checkStops(SourceRun.resume(database.source("", "parts"), memory), "parts_25");
  }

  @Test
  void truncatedStopsTheSource() throws Exception {
    SourceRun run = watched();
    database.execute("truncate parts_24");
    checkStops(run, "parts_24");
  }

  @Test
  void truncatedTogetherGoesOn() throws Exception {
    try (SourceRun run = watched()) {
      byte[] before = memory.state("partitions").orElseThrow();
      database.execute("truncate parts");
      run.await(
          "the files to be others",
          () -> !Arrays.equals(before, memory.state("partitions").orElseThrow()));
      database.execute(
          "create table parts_26 partition of parts for values in (26)",
          "insert into parts values (1, 24), (2, 26)");
      database.awaitSame(run, memory, "parts");
    }
  }
}

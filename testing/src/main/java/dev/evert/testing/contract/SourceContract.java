package dev.evert.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.Surroundings;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import dev.evert.testing.Deadline;
import dev.evert.testing.Seed;
import dev.evert.testing.TestSurroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source does. One outside table is enough; {@link #create} makes it anew. */
public abstract class SourceContract {
  private static final int ROWS = 500;

  /** For the source's scratch files. */
  @TempDir protected Path scratch;

  /** Makes the outside table, new and with so many rows; all types that the source knows in it. */
  protected abstract void create(int rows) throws Exception;

  /** A source of that table; called again for each run. */
  protected abstract Source open(Surroundings surroundings) throws Exception;

  /** The rows of the outside table now, in the layout of its schema, however they were had. */
  protected abstract List<byte[]> rows(Schema schema) throws Exception;

  /** Changes some rows of the outside table, in several transactions. Not for bounded sources. */
  protected abstract void change(Random random) throws Exception;

  /** Whether nothing is left of the source in the outside system after a drop. */
  protected abstract boolean dropped() throws Exception;

  /** Removes what {@link #create} made and what sources left beside it, after each test. */
  @AfterEach
  protected void remove() throws Exception {}

  /** The surroundings in which a source runs. */
  protected Surroundings surroundings() {
    return new TestSurroundings("contract", scratch);
  }

  private SourceRun start(SourceMemory memory) throws Exception {
    return SourceRun.start(open(surroundings()), memory);
  }

  private boolean bounded() throws Exception {
    try (Source source = open(surroundings())) {
      return source.bounded();
    }
  }

  private void awaitSame(SourceRun run, SourceMemory memory) {
    run.await("the rows of the outside table", () -> same(memory));
  }

  private boolean same(SourceMemory memory) throws Exception {
    return memory.complete() && same(memory.rows(0), rows(memory.schema(0)));
  }

  private static boolean same(List<byte[]> sorted, List<byte[]> any) {
    List<byte[]> others = new ArrayList<>(any);
    others.sort(Arrays::compareUnsigned);
    return Arrays.deepEquals(sorted.toArray(), others.toArray());
  }

  @Test
  void namesItsTable() throws Exception {
    create(1);
    try (Source source = open(surroundings())) {
      assertThat(source.tables()).hasSize(1);
      SourceTable table = source.tables().getFirst();
      assertThat(table.name()).isNotEmpty();
      assertThat(source.tables()).isEqualTo(List.of(table));
    }
  }

  @Test
  void readsTheRowsThatAreThere() throws Exception {
    create(ROWS);
    SourceMemory memory = new SourceMemory();
    try (SourceRun run = start(memory)) {
      run.awaitComplete();
      assertThat(memory.size(0)).isEqualTo(ROWS);
      awaitSame(run, memory);
      memory.rows(0).forEach(row -> checkRow(memory.schema(0), row));
    }
  }

  @Test
  void readsAnEmptyTable() throws Exception {
    create(0);
    SourceMemory memory = new SourceMemory();
    try (SourceRun run = start(memory)) {
      run.awaitComplete();
      assertThat(memory.size(0)).isZero();
    }
  }

  private static void checkRow(Schema schema, byte[] row) {
    RowReader reader = new RowReader().set(row);
    for (Column column : schema.columns()) {
      assertThat(column.nullable() || reader.isPresent()).as(column.toString()).isTrue();
      reader.skip(column.type());
    }
    assertThat(reader.atEnd()).isTrue();
  }

  @Test
  void endsByItselfIfItIsBounded() throws Exception {
    Assumptions.assumeTrue(bounded());
    create(ROWS);
    SourceMemory memory = new SourceMemory();
    try (SourceRun run = start(memory)) {
      assertThat(run.awaitEnd()).isNull();
    }
    assertThat(memory.ended()).isTrue();
    assertThat(same(memory)).isTrue();
  }

  @Test
  void followsChanges() throws Exception {
    Assumptions.assumeFalse(bounded());
    Random random = Seed.random("followsChanges");
    create(ROWS);
    SourceMemory memory = new SourceMemory();
    try (SourceRun run = start(memory)) {
      run.awaitComplete();
      for (int i = 0; i < 5; i++) {
        change(random);
        awaitSame(run, memory);
      }
    }
  }

  @Test
  void goesOnAfterEachPrefixOfBatches() throws Exception {
    boolean changing = !bounded();
    Random random = Seed.random("goesOnAfterEachPrefixOfBatches");
    create(ROWS);
    SourceMemory memory = new SourceMemory();
    for (int batches = 0; batches < 12; batches++) {
      Source source = open(surroundings());
      SourceRun run = SourceRun.start(source, memory, random.nextInt(3), batches);
      if (changing) {
        change(random);
      }
      Deadline.await(
          "a crash, or nothing more to do",
          () -> {
            if (random.nextInt(16) == 0) {
              run.feed().flush();
            }
            return run.ended() || same(memory);
          });
      run.feed().stop();
      run.awaitEnd();
      source.close();
    }
    try (SourceRun run = start(memory)) {
      awaitSame(run, memory);
    }
  }

  @Test
  void stopsWhenItIsClosed() throws Exception {
    create(ROWS);
    SourceMemory memory = new SourceMemory();
    SourceRun run = start(memory);
    run.awaitComplete();
    run.abandon();
    try (SourceRun again = start(memory)) {
      awaitSame(again, memory);
    }
  }

  @Test
  void showsItsRowsForAudits() throws Exception {
    create(ROWS);
    SourceMemory memory = new SourceMemory();
    try (SourceRun run = start(memory)) {
      run.awaitComplete();
      try (SourceSnapshot snapshot = run.source().snapshot()) {
        run.await("a position at the snapshot", () -> snapshot.reached(memory.state()));
        assertThat(snapshot.passed(memory.state())).isFalse();
        List<byte[]> seen = new ArrayList<>();
        snapshot.scan(0, (bytes, from, to) -> seen.add(Arrays.copyOfRange(bytes, from, to)));
        assertThat(same(memory.rows(0), seen)).isTrue();
      }
    }
  }

  @Test
  void leavesNothingBehindWhenItIsDropped() throws Exception {
    create(ROWS);
    try (SourceRun run = start(new SourceMemory())) {
      run.awaitComplete();
    }
    try (Source source = open(surroundings())) {
      source.drop();
      source.drop();
    }
    assertThat(dropped()).isTrue();
  }
}

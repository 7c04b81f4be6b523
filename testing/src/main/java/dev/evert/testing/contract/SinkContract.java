package dev.evert.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.type.Type;
import dev.evert.testing.Seed;
import dev.evert.testing.TestSurroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sink does. */
public abstract class SinkContract {
  private static final Schema SMALL =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.nullable("name", Type.Text.ANY),
              Column.nullable("price", new Type.Numeric(30, 2))),
          List.of(0));
  private static final Schema KEYLESS =
      new Schema(
          List.of(
              Column.nullable("flag", Type.Simple.BOOLEAN),
              Column.nullable("part", new Type.Text(1))),
          List.of());

  /** For the sink's scratch files. */
  @TempDir protected Path scratch;

  /** Names a target that does not exist. */
  @BeforeEach
  protected abstract void fresh() throws Exception;

  /** A sink for the target that was named. */
  protected abstract Sink open(SinkContext context, Surroundings surroundings) throws Exception;

  /** All types that the sink can hold; the column {@code id}, int8, is added as the key. */
  protected abstract List<Type> types();

  /** Does something to the target behind the sink's back, when it holds at least three records. */
  protected abstract void damage(Damage damage) throws Exception;

  /**
   * Makes the store refuse rows of {@code (id int8, name text, price numeric)} whose name is {@code
   * refused}, for what they are; false if it would never refuse one.
   */
  protected abstract boolean refuse() throws Exception;

  /** Whether only one process at a time can have the target: a new one waits for the old to end. */
  protected boolean exclusive() {
    return false;
  }

  /** What can happen to a store that others can write to. */
  public enum Damage {
    /** A record has another value. */
    CHANGED,
    /** A record is gone. */
    REMOVED,
    /** There is a record that nobody sent. */
    ADDED
  }

  private Sink open(String pipe) throws Exception {
    return open(new RecordingContext(pipe), new TestSurroundings(pipe, scratch));
  }

  private void checkSame(Sink sink, ViewModel view) throws Exception {
    assertThat(sink.flush()).isEqualTo(view.progress());
    assertThat(view.differences(sink.audit())).isEmpty();
  }

  @Test
  void makesItsTarget() throws Exception {
    try (Sink sink = open("contract")) {
      assertThat(sink.prepare(SMALL)).isEmpty();
      assertThat(new ViewModel(SMALL, new Random(1)).differences(sink.audit())).isEmpty();
    }
  }

  @Test
  void holdsTheView() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("holdsTheView"));
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      for (int i = 0; i < 10; i++) {
        sink.write(view.change(50));
      }
      checkSame(sink, view);
    }
  }

  @Test
  void holdsEveryType() throws Exception {
    List<Column> columns = new ArrayList<>(List.of(Column.required("id", Type.Simple.INT8)));
    for (Type type : types()) {
      columns.add(Column.nullable("c" + columns.size(), type));
    }
    Schema schema = new Schema(columns, List.of(0));
    ViewModel view = new ViewModel(schema, Seed.random("holdsEveryType"));
    try (Sink sink = open("contract")) {
      sink.prepare(schema);
      for (int i = 0; i < 5; i++) {
        sink.write(view.change(60));
      }
      checkSame(sink, view);
    }
  }

  @Test
  void holdsAViewWithoutKey() throws Exception {
    ViewModel view = new ViewModel(KEYLESS, Seed.random("holdsAViewWithoutKey"));
    try (Sink sink = open("contract")) {
      sink.prepare(KEYLESS);
      for (int i = 0; i < 10; i++) {
        sink.write(view.change(4));
      }
      checkSame(sink, view);
    }
  }

  @Test
  void goesOnWhereItWas() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("goesOnWhereItWas"));
    for (int i = 0; i < 4; i++) {
      try (Sink sink = open("contract")) {
        Optional<SinkProgress> progress = sink.prepare(SMALL);
        assertThat(progress).isEqualTo(i == 0 ? Optional.empty() : Optional.of(view.progress()));
        sink.write(view.change(20));
        checkSame(sink, view);
      }
    }
  }

  @Test
  void losesNothingWithoutFlush() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("losesNothingWithoutFlush"));
    List<SinkBatch> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      batches.add(view.change(20));
      try (Sink sink = open("contract")) {
        long from = sink.prepare(SMALL).map(SinkProgress::version).orElse(0L);
        for (SinkBatch batch : batches) {
          if (batch.progress().version() > from) {
            sink.write(batch);
          }
        }
      }
    }
    try (Sink sink = open("contract")) {
      long from = sink.prepare(SMALL).map(SinkProgress::version).orElse(0L);
      for (SinkBatch batch : batches) {
        if (batch.progress().version() > from) {
          sink.write(batch);
        }
      }
      checkSame(sink, view);
    }
  }

  @Test
  void writesABatchAgainWithoutHarm() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("writesABatchAgainWithoutHarm"));
    List<SinkBatch> batches = new ArrayList<>();
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      for (int i = 0; i < 6; i++) {
        batches.add(view.change(20));
        sink.write(batches.getLast());
        sink.write(batches.getLast());
      }
      sink.flush();
      batches.forEach(batch -> rewrite(sink, batch));
      checkSame(sink, view);
    }
  }

  private static void rewrite(Sink sink, SinkBatch batch) {
    try {
      sink.write(batch);
    } catch (EvertException e) {
      assertThat(e.transientFailure()).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void letsNoOldProcessWin() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("letsNoOldProcessWin"));
    try (Sink old = open("contract")) {
      old.prepare(SMALL);
      old.write(view.change(20));
      old.flush();
      SinkBatch late = view.change(20);
      try (Sink sink = open("contract")) {
        if (exclusive()) {
          assertThatThrownBy(() -> sink.prepare(SMALL))
              .isInstanceOfSatisfying(
                  EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_IN_USE));
          return;
        }
        sink.prepare(SMALL);
        sink.write(late);
        sink.write(view.change(20));
        sink.flush();
        rewrite(old, late);
        checkSame(sink, view);
      }
    }
  }

  @Test
  void keepsProgressWithoutChanges() throws Exception {
    ViewModel view = new ViewModel(SMALL, new Random(1));
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(view.change(0));
      checkSame(sink, view);
    }
    try (Sink sink = open("contract")) {
      assertThat(sink.prepare(SMALL)).contains(view.progress());
    }
  }

  @Test
  void setsAsideWhatTheStoreRefuses() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("setsAsideWhatTheStoreRefuses"));
    RecordingContext context = new RecordingContext("contract");
    try (Sink sink = open(context, new TestSurroundings("contract", scratch))) {
      sink.prepare(SMALL);
      sink.write(view.change(30));
      sink.flush();
      Assumptions.assumeTrue(refuse());
      ViewModel bad = new ViewModel(SMALL, new Random(2));
      SinkBatch refused = bad.put(refusedRow());
      SinkBatch good = view.change(30);
      List<SinkChange> all = new ArrayList<>(refused.changes());
      all.addAll(good.changes());
      all.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
      sink.write(new SinkBatch(all, good.progress()));
      sink.flush();
      assertThat(context.parked()).hasSize(1);
      assertThat(context.parked().getFirst().change()).isEqualTo(refused.changes().getFirst());
      assertThat(context.parked().getFirst().reason()).isNotBlank();
      checkSame(sink, view);
    }
  }

  private static byte[] refusedRow() {
    RowWriter row = new RowWriter();
    row.putInt8(Long.MAX_VALUE - 7);
    row.putText("refused");
    row.putNull();
    return row.toBytes();
  }

  @Test
  void takesNewColumns() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("takesNewColumns"));
    List<Column> columns = new ArrayList<>(SMALL.columns());
    RowWriter missing = new RowWriter();
    missing.putInt4(42);
    columns.add(new Column("stock", Type.Simple.INT4, true, missing.toBytes()));
    columns.add(Column.nullable("note", Type.Text.ANY));
    Schema wider = new Schema(columns, SMALL.key());
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(view.change(30));
      sink.flush();
      sink.evolve(wider);
      view.evolve(wider);
      checkSame(sink, view);
      sink.write(view.change(30));
      checkSame(sink, view);
    }
    try (Sink sink = open("contract")) {
      assertThat(sink.prepare(wider)).contains(view.progress());
      sink.evolve(wider);
      checkSame(sink, view);
    }
  }

  @Test
  void findsAndMendsDamage() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("findsAndMendsDamage"));
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(view.change(30));
      sink.flush();
      for (Damage damage : Damage.values()) {
        damage(damage);
        List<String> differences = view.differences(sink.audit());
        assertThat(differences).as(damage.toString()).hasSize(1);
        sink.repair(view.repair(differences));
        checkSame(sink, view);
      }
    }
  }

  @Test
  void leavesNothingBehindWhenItIsDropped() throws Exception {
    ViewModel view = new ViewModel(SMALL, Seed.random("leavesNothingBehindWhenItIsDropped"));
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(view.change(30));
      sink.flush();
      sink.drop();
    }
    try (Sink sink = open("contract")) {
      assertThat(sink.prepare(SMALL)).isEmpty();
      assertThat(new ViewModel(SMALL, new Random(1)).differences(sink.audit())).isEmpty();
    }
  }

  @Test
  void isDroppedWithoutBeingPrepared() throws Exception {
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(new ViewModel(SMALL, new Random(1)).change(30));
      sink.flush();
    }
    for (int i = 0; i < 2; i++) {
      try (Sink sink = open("contract")) {
        sink.drop();
      }
    }
    try (Sink sink = open("contract")) {
      assertThat(sink.prepare(SMALL)).isEmpty();
      assertThat(new ViewModel(SMALL, new Random(1)).differences(sink.audit())).isEmpty();
    }
  }

  @Test
  void dropsNothingOfAnotherPipe() throws Exception {
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(new ViewModel(SMALL, new Random(1)).change(3));
      sink.flush();
    }
    try (Sink other = open("other")) {
      assertThatThrownBy(other::drop)
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SINK_FOREIGN));
    }
    try (Sink sink = open("contract")) {
      assertThat(sink.prepare(SMALL)).isPresent();
    }
  }

  @Test
  void refusesTheTargetOfAnotherPipe() throws Exception {
    try (Sink sink = open("contract")) {
      sink.prepare(SMALL);
      sink.write(new ViewModel(SMALL, new Random(1)).change(1));
      sink.flush();
    }
    try (Sink other = open("other")) {
      assertThatThrownBy(() -> other.prepare(SMALL))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SINK_FOREIGN));
    }
  }
}

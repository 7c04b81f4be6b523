package dev.evert.dataflow.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlowReaderTest {
  private static final int KEYS = 500;
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT8), Column.required("v", Type.Simple.INT8)),
          List.of(0));

  @TempDir private Path directory;
  private StateStore store;
  private Circuit circuit;
  private long time;

  @BeforeEach
  void build() {
    store = StateStore.open(directory, 1 << 20);
    CircuitBuilder builder = new CircuitBuilder();
    builder.output("view", builder.table("t", SCHEMA), SCHEMA);
    circuit = builder.build(store);
  }

  @AfterEach
  void close() {
    circuit.close();
    store.close();
  }

  private void put(long id, long value) {
    RowWriter out = new RowWriter();
    out.putInt8(id);
    out.putInt8(value);
    circuit.input("t").upsert(out.buffer(), 0, 9, 0, out.size(), time);
  }

  private void publish() {
    circuit.step();
    circuit.publish(++time);
  }

  private void putAll(long value) {
    for (int id = 0; id < KEYS; id++) {
      put(id, value);
    }
    publish();
  }

  @Test
  void costsAboutOneCopyOfTheView() {
    putAll(0);
    ViewOutput view = circuit.output("view");
    OutputReader slow = view.reader("slow", time, List.of());
    OutputReader quick = view.reader("quick", time, List.of());
    for (int i = 1; i <= 200; i++) {
      putAll(i);
      try (ChangeCursor changes = quick.read(quick.available())) {
        assertThat(count(changes)).isEqualTo(KEYS);
      }
      quick.advance(time);
    }
    while (circuit.maintain(100_000) > 0) {}
    assertThat(quick.retainedBytes()).isZero();
    // A net change has the row before and the row after; merging lags a few levels behind.
    assertThat(slow.retainedBytes()).isLessThan(8L * KEYS * 60);
    try (ChangeCursor changes = slow.read(time)) {
      assertThat(count(changes)).isEqualTo(KEYS);
      assertThat(changes.cause()).isEqualTo(time - 1);
    }
  }

  private static int count(ChangeCursor changes) {
    int count = 0;
    while (changes.next()) {
      count++;
    }
    return count;
  }

  @Test
  void aBoundaryStaysUntilItIsPassed() {
    putAll(0);
    ViewOutput view = circuit.output("view");
    OutputReader reader = view.reader("reader", time, List.of());
    putAll(1);
    long boundary = time;
    reader.read(boundary).close();
    put(3, 99);
    publish();
    put(3, 100);
    publish();
    assertThat(reader.boundaries()).containsExactly(boundary);
    try (ChangeCursor changes = reader.read(boundary)) {
      assertThat(count(changes)).isEqualTo(KEYS);
    }
    assertThatThrownBy(() -> reader.read(boundary + 1)).isInstanceOf(EvertException.class);
    reader.advance(boundary);
    try (ChangeCursor changes = reader.read(reader.available())) {
      assertThat(changes.next()).isTrue();
      assertThat(changes.hasBefore() && changes.hasAfter()).isTrue();
      assertThat(changes.cause()).isEqualTo(time - 1);
      assertThat(changes.next()).isFalse();
    }
    assertThat(reader.digest(time)).isEqualTo(view.digest());
  }

  @Test
  void aReaderThatComesTooLateIsTold() {
    putAll(0);
    putAll(1);
    ViewOutput view = circuit.output("view");
    assertThatThrownBy(() -> view.reader("late", time - 1, List.of()))
        .isInstanceOf(EvertException.class)
        .hasMessageContaining("are not kept apart");
  }

  @Test
  void publicationsMustNotPassOverABoundary() {
    putAll(0);
    circuit.output("view").reader("reader", time, List.of(time + 5));
    put(1, 1);
    circuit.step();
    assertThatThrownBy(() -> circuit.publish(time + 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("boundary of reader reader");
    circuit.publish(time + 5);
  }

  @Test
  void aFirstReaderOfALargeViewReadsItsRows() {
    ViewOutput view = circuit.output("view");
    OutputReader first = view.reader("first", ViewOutput.BEGINNING, List.of());
    putAll(0);
    try (ChangeCursor changes = first.read(time)) {
      assertThat(changes.next()).isTrue();
      assertThat(changes.cause()).isNotEqualTo(ChangeCursor.UNKNOWN_CAUSE);
    }
    first.close();
    OutputReader later = view.reader("later", ViewOutput.BEGINNING, List.of());
    long boundary = time;
    try (ChangeCursor changes = later.read(boundary)) {
      assertThat(changes.next()).isTrue();
      assertThat(changes.cause()).isEqualTo(ChangeCursor.UNKNOWN_CAUSE);
    }
    putAll(1);
    try (ChangeCursor changes = later.read(boundary)) {
      assertThat(changes.next()).isTrue();
      RowWriter zero = new RowWriter();
      zero.putInt8(0);
      zero.putInt8(0);
      assertThat(Arrays.copyOfRange(changes.afterBytes(), changes.afterFrom(), changes.afterTo()))
          .isEqualTo(zero.toBytes());
    }
  }
}

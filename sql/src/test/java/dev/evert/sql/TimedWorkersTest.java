package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes by time is the same however many threads derive it, however changes are cut into steps,
 * with little memory, over restarts, and after a step that failed in the midst of a branch.
 */
final class TimedWorkersTest {
  private static final long SECOND = 1_000_000;

  /** The clock of {@code now()}, by the time of rows. */
  private static final Type TIME = Type.Simple.TIMESTAMPTZ;

  private static final Schema EVENTS =
      new Schema(
          List.of(
              Column.required("k", Type.Simple.INT8),
              Column.nullable("v", Type.Simple.INT8),
              Column.required("at", TIME)),
          List.of());
  private static final Schema KEYED =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("k", Type.Simple.INT8),
              Column.nullable("v", Type.Simple.INT8),
              Column.required("at", TIME)),
          List.of(0));

  /** Two streams, a table that only grows, one with a watermark whose rows change, one without. */
  private static final Map<String, Schema> SCHEMAS =
      Map.of("s", EVENTS, "r", EVENTS, "u", EVENTS, "w", KEYED, "t", KEYED);

  private static final List<String> PLAIN =
      List.of(
          "select k, window_start, window_end, count(*), sum(v)"
              + " from tumble(s, at, interval '10 seconds') group by k, window_start, window_end",
          "select window_end, count(*), max(v) from hop(u, at, interval '2 seconds',"
              + " interval '10 seconds') group by window_start, window_end",
          "select k, window_start, window_end, count(*), min(v)"
              + " from session(w partition by k, at, interval '2 seconds')"
              + " group by k, window_start, window_end",
          "select s.k, s.at, s.v, w.v as last from s asof join w on s.k = w.k and s.at >= w.at",
          "select s.at, r.at as before from s asof left join r on s.k = r.k and s.at > r.at",
          "select u.k, u.at, s.at as other from u left join s on u.k = s.k and"
              + " s.at between u.at and u.at + interval '1 second'",
          "select id, v from t where at > now() - interval '5 seconds'",
          "select k, count(*) from t where at <= now() and at > now() - interval '20 seconds'"
              + " group by k",
          "select k, 100 / (v - 3) as q from s where v between 0 and 5",
          "select k, sum(10 / (v - 4)) as q from w where v between 2 and 6 group by k",
          "select t.id, u.at from t join u on t.k = u.k and t.v = u.v");

  private static final List<String> FINAL =
      List.of(
          "select k, window_start, window_end, count(*), sum(v)"
              + " from tumble(s, at, interval '10 seconds') group by k, window_start, window_end",
          "select k, window_end, count(*), max(v) from hop(u, at, interval '2 seconds',"
              + " interval '6 seconds') group by k, window_start, window_end",
          "select k, window_start, window_end, count(*), max(v)"
              + " from session(s partition by k, at, interval '1 second')"
              + " group by k, window_start, window_end",
          "select k, window_start, window_end, sum(v)"
              + " from tumble(w, at, interval '10 seconds') group by k, window_start, window_end");

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @TempDir private Path directory;

  @Test
  void sameRows() {
    Random random = Seeds.random("TimedWorkersTest");
    try (threads) {
      for (int round = 0; round < 2; round++) {
        compare(random, directory.resolve("round" + round));
      }
    }
  }

  private void compare(Random random, Path place) {
    List<Copy> copies = new ArrayList<>();
    long delay = random.nextLong(3 * SECOND);
    for (int workers : List.of(1, 2, 5)) {
      long memoryBytes = random.nextBoolean() ? 1 << 15 : 64 << 20;
      copies.add(new Copy(place.resolve("workers" + workers), memoryBytes, workers, delay));
    }
    Input input = new Input(random);
    for (long time = 1; time <= 20; time++) {
      List<Change> changes = input.next();
      for (Copy copy : copies) {
        if (time > 1 && random.nextInt(8) == 0) {
          copy.failIn(changes, time, random);
        }
        copy.take(changes, input.now, time, random);
        if (time > 1 && random.nextInt(8) == 0) {
          copy.restart();
        }
        assertThat(copy.shown()).as("at %s of %s", time, copy).isEqualTo(copies.get(0).shown());
      }
    }
    assertThat(copies.get(0).circuit.errors().count()).isPositive();
    assertThat(copies.get(0).circuit.output("late s").rowCount()).isPositive();
    copies.forEach(Copy::close);
  }

  /** A row that comes to a stream or table, or goes by its key. */
  private record Change(String to, byte[] bytes, int rowTo, boolean removes) {}

  /** What comes, some of it late. */
  private static final class Input {
    private final Random random;
    private final KeyColumns key = new KeyColumns(KEYED);
    private final List<String> names = List.of("s", "s", "r", "u", "w", "t");
    private final int keys;
    private long now = 50 * SECOND;

    Input(Random random) {
      this.random = random;
      this.keys = 1 + random.nextInt(30);
    }

    List<Change> next() {
      List<Change> changes = new ArrayList<>();
      for (int i = random.nextInt(160); i >= 0; i--) {
        now += random.nextLong(SECOND / 8);
        changes.add(change(names.get(random.nextInt(names.size()))));
      }
      now += random.nextInt(8) == 0 ? 12 * SECOND : 0;
      return changes;
    }

    private Change change(String to) {
      RowWriter row = new RowWriter();
      boolean keyed = to.equals("w") || to.equals("t");
      if (keyed) {
        row.putInt8(random.nextInt(200));
      }
      row.putInt8(random.nextInt(keys));
      if (random.nextInt(8) == 0) {
        row.putNull();
      } else {
        row.putInt8(random.nextInt(10) - 2);
      }
      row.putInt8(now - random.nextLong(4 * SECOND));
      int rowTo = row.size();
      if (keyed) {
        key.copy(row.buffer(), 0, rowTo, row);
      }
      return new Change(to, row.toBytes(), rowTo, keyed && random.nextInt(4) == 0);
    }
  }

  /** The sum of the changes that were emitted; asks that one thread at a time tells of them. */
  private static final class Emitted {
    private final Map<String, Long> rows = new TreeMap<>();
    private final Semaphore alone = new Semaphore(1);
    private int untilFailure = Integer.MAX_VALUE;

    void accept(byte[] bytes, int from, int to, long weight) {
      assertThat(alone.tryAcquire()).isTrue();
      try {
        if (--untilFailure == 0) {
          throw new IllegalStateException("refused");
        }
        rows.merge(HexFormat.of().formatHex(bytes, from, to), weight, Long::sum);
        rows.values().removeIf(sum -> sum == 0);
      } finally {
        alone.release();
      }
    }
  }

  /** A circuit of all views. */
  private final class Copy {
    private final Path place;
    private final long memoryBytes;
    private final int workers;
    private final long delay;
    private final Map<String, Schema> outputs = new LinkedHashMap<>();
    private final List<Emitted> emitted = new ArrayList<>();
    private StateStore store;
    private Circuit circuit;

    Copy(Path place, long memoryBytes, int workers, long delay) {
      this.place = place;
      this.memoryBytes = memoryBytes;
      this.workers = workers;
      this.delay = delay;
      for (int i = 0; i < PLAIN.size(); i++) {
        emitted.add(new Emitted());
      }
      this.store = open();
      this.circuit = build();
    }

    private StateStore open() {
      return StateStore.open(place, memoryBytes).workOn(threads, workers, 0);
    }

    private Circuit build() {
      CircuitBuilder builder = new CircuitBuilder().batchRows(64);
      Watermark ofEvents = new Watermark(2, delay);
      Watermark ofKeyed = new Watermark(3, delay);
      Node.Stream s = builder.stream("s", EVENTS, ofEvents);
      Node.Table w = builder.table("w", KEYED, ofKeyed);
      Map<String, Node> inputs = new HashMap<>(Map.of("s", s, "w", w));
      inputs.put("r", builder.stream("r", EVENTS, ofEvents));
      inputs.put("u", builder.table("u", EVENTS, ofEvents.ofAppendOnly()));
      inputs.put("t", builder.table("t", KEYED));
      SqlCompiler compiler = new SqlCompiler();
      for (int i = 0; i < PLAIN.size(); i++) {
        CompiledView view = compiler.compile(PLAIN.get(i), SCHEMAS);
        Node node = view.build(builder, inputs);
        output(builder, "plain " + i, node, view.schema());
        Emitted to = emitted.get(i);
        builder.emit(
            "emitted " + i,
            node,
            (bytes, from, end, weight, _) -> to.accept(bytes, from, end, weight));
      }
      ViewOptions options = new ViewOptions(true, OptionalLong.empty());
      for (int i = 0; i < FINAL.size(); i++) {
        CompiledView view = compiler.compile(FINAL.get(i), SCHEMAS);
        output(builder, "final " + i, view.build(builder, inputs, options), view.schema());
      }
      output(builder, "late s", builder.late(s), late(EVENTS));
      output(builder, "late w", builder.late(w), late(KEYED));
      return builder.build(store);
    }

    private void output(CircuitBuilder builder, String name, Node node, Schema schema) {
      builder.output(name, node, schema);
      outputs.put(name, schema);
    }

    void take(List<Change> changes, long now, long time, Random random) {
      for (Change change : changes) {
        enter(change, time);
        if (random.nextInt(50) == 0) {
          circuit.step();
        }
      }
      circuit.advanceTo(now);
      circuit.step();
      circuit.publish(time);
    }

    private void enter(Change change, long time) {
      byte[] bytes = change.bytes();
      int rowTo = change.rowTo();
      switch (change.to()) {
        case "s", "r" -> circuit.stream(change.to()).add(bytes, 0, rowTo, time);
        case "u" -> circuit.input("u").insert(bytes, 0, rowTo, time);
        default -> {
          if (change.removes()) {
            circuit.input(change.to()).delete(bytes, rowTo, bytes.length, time);
          } else {
            circuit.input(change.to()).upsert(bytes, rowTo, bytes.length, 0, rowTo, time);
          }
        }
      }
    }

    /** Who takes what a branch emits fails: the step does, and all goes on from before it. */
    void failIn(List<Change> changes, long time, Random random) {
      circuit.checkpoint(new byte[0]).commit();
      List<Map<String, Long>> before =
          emitted.stream().<Map<String, Long>>map(e -> Map.copyOf(e.rows)).toList();
      Emitted failing = emitted.get(random.nextInt(emitted.size()));
      failing.untilFailure = 1;
      changes.forEach(change -> enter(change, time));
      circuit.advanceTo(Long.MAX_VALUE / 4);
      stepInVain(failing);
      failing.untilFailure = Integer.MAX_VALUE;
      reopen();
      for (int i = 0; i < emitted.size(); i++) {
        emitted.get(i).rows.clear();
        emitted.get(i).rows.putAll(before.get(i));
      }
    }

    /** The step fails if it has anything to be taken. */
    private void stepInVain(Emitted failing) {
      try {
        circuit.step();
        assertThat(failing.untilFailure).isEqualTo(1);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("refused");
        assertThat(failing.untilFailure).isZero();
      }
    }

    void restart() {
      circuit.checkpoint(new byte[0]).commit();
      reopen();
    }

    private void reopen() {
      close();
      store = open();
      circuit = build();
    }

    /** All that can be seen. */
    List<String> shown() {
      List<String> all = new ArrayList<>();
      outputs.keySet().forEach(name -> all.add(name + ": " + circuit.output(name).digest()));
      emitted.forEach(to -> all.add(to.rows.toString()));
      List<String> errors = new ArrayList<>();
      circuit
          .errors()
          .forEach(
              Integer.MAX_VALUE,
              error -> {
                String row = HexFormat.of().formatHex(error.row());
                errors.add(error.describe() + " " + row + " times " + error.weight());
              });
      errors.sort(null);
      all.addAll(errors);
      return all;
    }

    void close() {
      circuit.close();
      store.close();
    }

    @Override
    public String toString() {
      return workers + " workers with " + memoryBytes + " bytes";
    }
  }

  /** The columns of late changes. */
  private static Schema late(Schema schema) {
    List<Column> columns = new ArrayList<>();
    schema.columns().forEach(c -> columns.add(Column.nullable(c.name(), c.type())));
    columns.add(Column.required("change", Type.Text.ANY));
    columns.add(Column.required("watermark", Type.Simple.INT8));
    return new Schema(columns, List.of());
  }
}

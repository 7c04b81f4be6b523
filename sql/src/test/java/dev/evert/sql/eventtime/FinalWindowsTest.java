package dev.evert.sql.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.Seeds;
import dev.evert.sql.SqlCompiler;
import dev.evert.sql.ViewOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows that give their groups when they are over are, at each moment, those of a view that
 * computes each change and holds back what is not final; and in the end those of a view without
 * time. Rows come out of order and late, in steps of any size, over streams and tables, with little
 * memory and much, and go on from checkpoints.
 */
final class FinalWindowsTest {
  private static final long SECOND = 1_000_000;

  private static final Schema ROWS =
      new Schema(
          List.of(
              Column.required("k", Type.Simple.INT8),
              Column.nullable("v", Type.Simple.INT8),
              Column.required("at", Type.Simple.TIMESTAMP)),
          List.of());

  private static final List<String> QUERIES =
      List.of(
          "select k, window_start, window_end, count(*), sum(v), avg(v), min(v), max(v)"
              + " from tumble(a, at, interval '10 seconds') group by k, window_start, window_end",
          "select window_end, count(*) filter (where v > 3), max(v), count(v)"
              + " from hop(a, at, interval '2 seconds', interval '10 seconds') where k < 20"
              + " group by window_end, window_start",
          "select k % 3 as r, window_start, count(*), min(v)"
              + " from hop(a, at, interval '4 seconds', interval '10 seconds', interval '1 second')"
              + " group by k % 3, window_start",
          "select k, window_start, window_end, count(*), sum(v)"
              + " from session(a partition by k, at, interval '3 seconds')"
              + " group by k, window_start, window_end",
          "select window_end, max(n) as most, count(*) from (select k, window_end, count(*) as n"
              + " from tumble(a, at, interval '5 seconds') group by k, window_start, window_end) q"
              + " group by window_end",
          "select c.k, c.n from (select k, count(*) as n, window_start, window_end"
              + " from hop(a, at, interval '2 seconds', interval '6 seconds')"
              + " group by k, window_start, window_end) c join (select max(n) as most,"
              + " window_start, window_end from (select k, count(*) as n, window_start, window_end"
              + " from hop(a, at, interval '2 seconds', interval '6 seconds')"
              + " group by k, window_start, window_end) n group by window_start, window_end) m"
              + " on c.window_start = m.window_start and c.window_end = m.window_end"
              + " and c.n >= m.most",
          "select x.k, x.n, y.n as m, x.window_end from (select k, window_end, count(*) as n from"
              + " tumble(a, at, interval '5 seconds') group by k, window_end) x join (select k,"
              + " window_end, max(v) as n from tumble(b, at, interval '5 seconds')"
              + " group by k, window_end) y on x.k = y.k and x.window_end = y.window_end",
          "with w as (select k, window_end, count(*) as n from tumble(a, at, interval '5 seconds')"
              + " group by k, window_end) select k, window_end, n from w"
              + " union all select k, window_end, -n from w where n > 2",
          "select distinct window_end, n from (select window_end, k, count(*) as n"
              + " from tumble(a, at, interval '5 seconds') group by k, window_end) q");

  @TempDir private Path directory;

  /** A circuit whose inputs are streams, tables that only grow, other tables, or without time. */
  private enum Kind {
    STREAM,
    APPEND_ONLY,
    TABLE,
    TIMELESS
  }

  private static final class Views implements AutoCloseable {
    private final Kind kind;
    private final long delay;
    private final Path place;
    private final long memoryBytes;
    private final Map<String, CompiledView> queries = new LinkedHashMap<>();
    private StateStore store;
    private Circuit circuit;

    Views(Kind kind, long delay, Path place, long memoryBytes) {
      this.kind = kind;
      this.delay = delay;
      this.place = place.resolve(kind.name());
      this.memoryBytes = memoryBytes;
      for (int i = 0; i < QUERIES.size(); i++) {
        queries.put(
            "q" + i, new SqlCompiler().compile(QUERIES.get(i), Map.of("a", ROWS, "b", ROWS)));
      }
      store = StateStore.open(this.place, memoryBytes);
      circuit = build();
      boolean rowsOnlyCome = kind == Kind.STREAM || kind == Kind.APPEND_ONLY;
      assertThat(circuit.describe().contains("final groups")).isEqualTo(rowsOnlyCome);
    }

    private Circuit build() {
      CircuitBuilder builder = new CircuitBuilder();
      Map<String, Node> inputs = Map.of("a", input(builder, "a"), "b", input(builder, "b"));
      boolean emitsFinal = kind != Kind.TIMELESS;
      queries.forEach((name, view) ->
          builder.output(
              name,
              view.build(builder, inputs, new ViewOptions(emitsFinal, OptionalLong.empty())),
              view.schema()));
      return builder.build(store);
    }

    private Node input(CircuitBuilder builder, String name) {
      Watermark watermark = new Watermark(2, delay);
      return switch (kind) {
        case STREAM -> builder.stream(name, ROWS, watermark);
        case APPEND_ONLY -> builder.table(name, ROWS, watermark.ofAppendOnly());
        case TABLE -> builder.table(name, ROWS, watermark);
        case TIMELESS -> builder.table(name, ROWS);
      };
    }

    void add(String name, byte[] row, long time) {
      if (kind == Kind.STREAM) {
        circuit.stream(name).add(row, 0, row.length, time);
      } else {
        circuit.input(name).insert(row, 0, row.length, time);
      }
    }

    void reopen() {
      circuit.checkpoint(new byte[0]).commit();
      circuit.close();
      store.close();
      store = StateStore.open(place, memoryBytes);
      circuit = build();
    }

    void assertSame(Views other) {
      for (int i = 0; i < QUERIES.size(); i++) {
        assertThat(circuit.output("q" + i).digest())
            .as(kind + ": " + QUERIES.get(i))
            .isEqualTo(other.circuit.output("q" + i).digest());
      }
    }

    @Override
    public void close() {
      circuit.close();
      store.close();
    }
  }

  @Test
  void areThoseThatAreHeldBack() {
    Random random = Seeds.random("FinalWindowsTest");
    for (int round = 0; round < 6; round++) {
      run(random, directory.resolve("round" + round));
    }
  }

  private static void run(Random random, Path place) {
    boolean isPunctual = random.nextBoolean();
    long delay = isPunctual ? 30 * SECOND : random.nextLong(5 * SECOND);
    long disorder = isPunctual ? 30 * SECOND : random.nextLong(1, 8 * SECOND);
    long memoryBytes = random.nextBoolean() ? 1 << 14 : 64 << 20;
    int keys = 1 + random.nextInt(30);
    long pace = random.nextLong(1, SECOND);
    List<Views> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      all.add(new Views(kind, delay, place, memoryBytes));
    }
    long now = 50 * SECOND;
    for (long time = 1; time <= 50; time++) {
      int rows = random.nextInt(40);
      for (int i = 0; i < rows; i++) {
        now += random.nextLong(pace);
        put(random, all, row(random, keys, now - random.nextLong(disorder)), time);
      }
      now += random.nextInt(8) == 0 ? 12 * SECOND : 0;
      publish(all, time);
      all.get(0).assertSame(all.get(2));
      all.get(1).assertSame(all.get(2));
      if (random.nextInt(12) == 0) {
        all.get(random.nextInt(3)).reopen();
      }
    }
    if (isPunctual) {
      all.getFirst().circuit.stream("a").complete();
      all.getFirst().circuit.stream("b").complete();
      publish(all, 51);
      all.getFirst().assertSame(all.getLast());
    }
    all.forEach(Views::close);
  }

  private static void publish(List<Views> all, long time) {
    for (Views views : all) {
      views.circuit.step();
      views.circuit.publish(time);
    }
  }

  private static void put(Random random, List<Views> all, byte[] row, long time) {
    String input = random.nextInt(3) == 0 ? "b" : "a";
    for (Views views : all) {
      views.add(input, row, time);
      if (random.nextInt(5) == 0) {
        views.circuit.step();
      }
    }
  }

  private static byte[] row(Random random, int keys, long at) {
    RowWriter row = new RowWriter();
    row.putInt8(random.nextInt(keys));
    if (random.nextInt(8) == 0) {
      row.putNull();
    } else {
      row.putInt8(random.nextInt(10) - 2);
    }
    row.putInt8(at);
    return row.toBytes();
  }
}

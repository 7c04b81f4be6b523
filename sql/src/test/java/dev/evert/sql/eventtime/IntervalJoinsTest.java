package dev.evert.sql.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.Seeds;
import dev.evert.sql.SqlCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Joins of times within a distance have the same rows whether or not tables have watermarks, while
 * rows that are not late come, change and go on both sides; but with watermarks they keep less.
 */
final class IntervalJoinsTest {
  private static final long SECOND = 1_000_000;
  private static final long DELAY = 5 * SECOND;
  private static final int STEPS = 80;

  private static final Schema ROWS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("k", Type.Simple.INT8),
              Column.required("at", Type.Simple.TIMESTAMP)),
          List.of(0));
  private static final Map<String, Schema> SCHEMAS = Map.of("a", ROWS, "b", ROWS);

  private static final List<String> CONDITIONS =
      List.of(
          "b.at between a.at and a.at + interval '3 seconds'",
          "b.at between a.at - interval '4 seconds' and a.at + interval '1 second'",
          "b.at > a.at + interval '1 second' and b.at < a.at + interval '9 seconds'",
          "b.at + interval '1 second' >= a.at and b.at - interval '2 seconds' <= a.at",
          "a.at >= b.at - interval '2 seconds' and a.at - interval '6 seconds' < b.at");

  @TempDir private Path directory;

  private static String query(String kind, String condition) {
    return "select a.id, a.at, b.id as other, b.at as till from a %s join b on a.k = b.k and %s"
        .formatted(kind, condition);
  }

  private static List<String> queries() {
    return CONDITIONS.stream()
        .flatMap(condition -> Stream.of("", "left", "right").map(kind -> query(kind, condition)))
        .toList();
  }

  /** A circuit of joins. */
  private static final class Joins implements AutoCloseable {
    private final Path place;
    private final boolean timed;
    private final Map<String, CompiledView> views = new HashMap<>();
    private StateStore store;
    private Circuit circuit;

    Joins(Path place, boolean timed, List<String> queries) {
      this.place = place;
      this.timed = timed;
      queries.forEach(query -> views.put(query, new SqlCompiler().compile(query, SCHEMAS)));
      store = StateStore.open(place, 1 << 20);
      circuit = build();
    }

    private Circuit build() {
      CircuitBuilder builder = new CircuitBuilder();
      Watermark watermark = timed ? new Watermark(2, DELAY) : null;
      Map<String, Node> inputs =
          Map.of(
              "a", builder.table("a", ROWS, watermark), "b", builder.table("b", ROWS, watermark));
      views.forEach(
          (query, view) -> builder.output(query, view.build(builder, inputs), view.schema()));
      return builder.build(store);
    }

    void reopen() {
      circuit.checkpoint(new byte[0]).commit();
      close();
      store = StateStore.open(place, 1 << 20);
      circuit = build();
    }

    /** How many rows are kept to look them up, where most are. */
    long kept() {
      return circuit.stats().stream()
          .filter(operator -> operator.operator().matches("(arrange|index) .*"))
          .mapToLong(OperatorStats::stateEntries)
          .max()
          .orElseThrow();
    }

    @Override
    public void close() {
      circuit.close();
      store.close();
    }
  }

  /** A table's rows of late, which may still change. */
  private static final class Lately {
    private record Row(long id, long at) {}

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private final KeyColumns key = new KeyColumns(ROWS);
    private long ids;
    private long most;

    Lately(String name) {
      this.name = name;
    }

    /** Puts a row, in the place of another one, or takes one away. */
    void change(List<Joins> all, Random random, long now, long keys, long time) {
      rows.removeIf(row -> row.at() < most - DELAY);
      boolean known = !rows.isEmpty() && random.nextInt(3) == 0;
      Row former = known ? rows.remove(random.nextInt(rows.size())) : new Row(++ids, 0);
      Row row = new Row(former.id(), now - random.nextLong(DELAY - SECOND));
      RowWriter out = new RowWriter();
      out.putInt8(row.id());
      out.putInt8(random.nextLong(keys));
      out.putInt8(row.at());
      int to = out.size();
      key.copy(out.buffer(), 0, to, out);
      boolean goes = known && random.nextBoolean();
      for (Joins joins : all) {
        if (goes) {
          joins.circuit.input(name).delete(out.buffer(), to, out.size(), time);
        } else {
          joins.circuit.input(name).upsert(out.buffer(), to, out.size(), 0, to, time);
        }
      }
      if (!goes) {
        rows.add(row);
        most = Math.max(most, row.at());
      }
    }
  }

  @Test
  void forgetWhatNobodyNeeds() {
    Random random = Seeds.random("IntervalJoinsTest");
    for (int round = 0; round < 2; round++) {
      run(random, directory.resolve("round" + round));
    }
  }

  private static void run(Random random, Path place) {
    long now = 100 * SECOND;
    long keys = 1L + random.nextInt(6);
    try (Joins timed = new Joins(place.resolve("timed"), true, queries());
        Joins timeless = new Joins(place.resolve("timeless"), false, queries())) {
      List<Joins> all = List.of(timed, timeless);
      Lately a = new Lately("a");
      Lately b = new Lately("b");
      for (long time = 1; time <= STEPS; time++) {
        for (int i = random.nextInt(50); i > 0; i--) {
          now += random.nextLong(SECOND / 4);
          (random.nextBoolean() ? a : b).change(all, random, now, keys, time);
        }
        for (Joins joins : all) {
          joins.circuit.step();
          joins.circuit.publish(time);
        }
        for (String query : timed.views.keySet()) {
          assertThat(timed.circuit.output(query).digest())
              .as(query)
              .isEqualTo(timeless.circuit.output(query).digest());
        }
        if (random.nextInt(30) == 0) {
          timed.reopen();
        }
      }
    }
  }

  /** What was forgotten is not asked for, even by a condition that comes first and fails. */
  @ParameterizedTest
  @ValueSource(strings = {"", "left"})
  void failWithinTheDistance(String kind) {
    String times = "b.at between a.at and a.at + interval '3 seconds'";
    String failing = "10 / (a.k + b.k) >= 0";
    long expected = errors(kind, times + " and " + failing, false);
    assertThat(errors(kind, failing + " and " + times, true)).isEqualTo(expected);
  }

  private long errors(String kind, String condition, boolean timed) {
    try (Joins joins = ofOne(kind, condition, timed)) {
      fill(joins, 100, 1);
      return joins.circuit.errors().count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "left"})
  void keepLess(String kind) {
    assertThat(kept(kind, true)).isLessThan(kept(kind, false) / 2);
  }

  private long kept(String kind, boolean timed) {
    try (Joins joins = ofOne(kind, CONDITIONS.getFirst(), timed)) {
      fill(joins, 6000, 50);
      return joins.kept();
    }
  }

  private Joins ofOne(String kind, String condition, boolean timed) {
    return new Joins(directory.resolve("timed " + timed), timed, List.of(query(kind, condition)));
  }

  /** One row a second on both sides, with so many keys, ten a step. */
  private static void fill(Joins joins, long rows, long keys) {
    KeyColumns key = new KeyColumns(ROWS);
    for (long time = 1; time <= rows; time++) {
      RowWriter out = new RowWriter();
      out.putInt8(time);
      out.putInt8(time % keys);
      out.putInt8(time * SECOND);
      int to = out.size();
      key.copy(out.buffer(), 0, to, out);
      for (String table : List.of("a", "b")) {
        joins.circuit.input(table).upsert(out.buffer(), to, out.size(), 0, to, time);
      }
      if (time % 10 == 0) {
        joins.circuit.step();
        joins.circuit.publish(time);
      }
    }
  }
}

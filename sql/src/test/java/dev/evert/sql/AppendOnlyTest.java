package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.StreamInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Views over streams, whose rows never go and have no column that no view reads, are the same as
 * those over tables without a key with the same rows: the first keep less.
 */
final class AppendOnlyTest {
  private static final Schema ROWS =
      new Schema(
          List.of(
              Column.required("k", Type.Simple.INT8),
              Column.nullable("v", Type.Simple.INT8),
              Column.required("t", Type.Text.ANY)),
          List.of());
  private static final Map<String, Schema> SCHEMAS = Map.of("a", ROWS, "b", ROWS);
  private static final List<String> QUERIES =
      List.of(
          "select k, min(v) as lo, max(v) as hi, max(t) as late, avg(v) as mean from a group by k",
          "select t, count(distinct k) as ks, count(distinct k) filter (where v > 3) as some,"
              + " count(distinct v) as vs, sum(distinct v) as total from a group by t",
          "select count(distinct v) as vs, min(k) as least from a",
          "select a.k, a.v, b.t from a join b on a.k = b.k and a.v <= b.v",
          "select x.k, y.t from a x join a y on x.k = y.v",
          "select a.k, max(b.v) as hi from a join b on a.k = b.v group by a.k",
          "select distinct k, t from a union select k, t from b",
          "select k, v, t from (select *, row_number() over (partition by k order by v desc, t) as"
              + " place from a) q where place <= 1",
          "select k, v, t, place from"
              + " (select *, row_number() over (partition by t order by v desc) as place from a) q"
              + " where place <= 3",
          "select k, v from a order by v desc nulls last limit 5",
          "select d.k, e.n from (select distinct k from a) d"
              + " join (select k, count(*) as n from b group by k) e on d.k = e.k",
          "select count(*) as n from a",
          "select v, t from b where k > 3",
          "select x.v from a x join b y on x.k = y.k where y.t <> 't1'",
          "select t from b where v in (select v from a where k < 5)",
          "select n, count(*) as groups from (select k, count(*) as n from a group by k) c group by"
              + " n");

  @TempDir private Path directory;

  @Test
  void sameAsTables() {
    Random random = Seeds.random("AppendOnlyTest");
    for (int round = 0; round < 12; round++) {
      run(random, directory.resolve("round" + round));
    }
  }

  private static void run(Random random, Path place) {
    long memoryBytes = random.nextBoolean() ? 1 << 14 : 64 << 20;
    int keys = 1 + random.nextInt(40);
    List<String> queries = new ArrayList<>(QUERIES);
    Collections.shuffle(queries, random);
    List<CompiledView> views =
        queries.subList(0, 1 + random.nextInt(QUERIES.size())).stream()
            .map(query -> new SqlCompiler().compile(query, SCHEMAS))
            .toList();
    List<Fed> fed = new ArrayList<>();
    List<Fed> unsaved = new ArrayList<>();
    StateStore store = StateStore.open(place, memoryBytes);
    try (StateStore other = StateStore.open(place.resolveSibling(place + "t"), memoryBytes);
        Circuit tables = circuit(other, views, false)) {
      Circuit streams = circuit(store, views, true);
      for (long time = 1; time <= 60; time++) {
        feed(random, keys, fed);
        for (Fed row : fed) {
          tables.input(row.input()).insert(row.bytes(), 0, row.bytes().length, time);
        }
        tables.step();
        tables.publish(time);
        unsaved.addAll(fed);
        step(streams, fed, random);
        streams.publish(time);
        fed.clear();
        if (random.nextInt(10) == 0) {
          streams.checkpoint(new byte[0]).commit();
          unsaved.clear();
        }
        if (random.nextInt(15) == 0) {
          streams.close();
          store.close();
          store = StateStore.open(place, memoryBytes);
          streams = circuit(store, views, true);
          step(streams, unsaved, random);
          if (streams.time() < time) {
            streams.publish(time);
          }
        }
        compare(views, streams, tables);
      }
      streams.close();
    } finally {
      store.close();
    }
  }

  private record Fed(String input, byte[] bytes) {}

  private static void feed(Random random, int keys, List<Fed> fed) {
    int rows = random.nextInt(30);
    for (int i = 0; i < rows; i++) {
      RowWriter row = new RowWriter();
      row.putInt8(random.nextInt(keys));
      if (random.nextInt(8) == 0) {
        row.putNull();
      } else {
        row.putInt8(random.nextInt(10) - 2);
      }
      row.putText("t" + random.nextInt(5));
      fed.add(new Fed(random.nextBoolean() ? "a" : "b", row.toBytes()));
    }
  }

  private static void step(Circuit circuit, List<Fed> rows, Random random) {
    for (Fed row : rows) {
      add(circuit, row);
      if (random.nextInt(4) == 0) {
        circuit.step();
      }
    }
    circuit.step();
  }

  private static void add(Circuit circuit, Fed row) {
    StreamInput stream = circuit.stream(row.input());
    RowReader reader = new RowReader().set(row.bytes(), 0, row.bytes().length);
    for (Column column : ROWS.columns()) {
      int from = reader.offset();
      reader.skip(column.type());
      if (stream.schema().indexOf(column.name()) >= 0) {
        stream.writer().putEncoded(row.bytes(), from, reader.offset() - from);
      }
    }
    stream.end(1);
  }

  private static Circuit circuit(StateStore store, List<CompiledView> views, boolean streams) {
    Map<String, BitSet> columns = new HashMap<>();
    SCHEMAS.keySet().forEach(name -> columns.put(name, BitSet.valueOf(new long[] {1})));
    views.forEach(view ->
        view.columns()
            .forEach((name, read) -> columns.computeIfAbsent(name, _ -> new BitSet()).or(read)));
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> inputs = new HashMap<>();
    for (String name : List.of("a", "b")) {
      int[] read = columns.getOrDefault(name, new BitSet()).stream().toArray();
      inputs.put(
          name, streams ? builder.stream(name, ROWS.select(read)) : builder.table(name, ROWS));
    }
    for (int i = 0; i < views.size(); i++) {
      CompiledView view = streams ? views.get(i).over(columns) : views.get(i);
      builder.output("q" + i, view.build(builder, inputs), view.schema());
    }
    return builder.build(store);
  }

  private static void compare(List<CompiledView> views, Circuit streams, Circuit tables) {
    for (int i = 0; i < views.size(); i++) {
      assertThat(streams.output("q" + i).digest())
          .as(views.get(i).sql())
          .isEqualTo(tables.output("q" + i).digest());
    }
  }
}

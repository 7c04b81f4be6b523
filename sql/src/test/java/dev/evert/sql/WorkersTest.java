package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.TableInput;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many threads derive the views of a circuit, and however little memory: the same rows. */
final class WorkersTest {
  private static final Schema ROWS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.nullable("k", Type.Simple.INT8),
              Column.nullable("v", Type.Simple.INT8),
              Column.required("t", Type.Text.ANY)),
          List.of(0));
  private static final Map<String, Schema> SCHEMAS = Map.of("a", ROWS, "b", ROWS);

  /** Some share operators with each other, some nothing; some rows raise errors. */
  private static final List<String> QUERIES =
      List.of(
          "select * from a",
          "select id, v from a where v % 3 = 1",
          "select k, count(*) as n, sum(v) as s, min(t) as least from a group by k",
          "select n, count(*) as groups from (select k, count(*) as n from a group by k) c group by"
              + " n",
          "select a.id, b.id as other, a.v + b.v as both from a join b on a.k = b.k and a.v = b.v",
          "select a.id, a.t, b.t as later from a left join b on a.v = b.id",
          "select id, 100 / (v - 3) as q from a where v between 0 and 5",
          "select k, sum(10 / (v - 4)) as q from b where v between 2 and 6 group by k",
          "select distinct k, v from a union select k, v from b",
          "select id, v, row_number() over (partition by k order by v, id) as place from b",
          "select id, v from a order by v desc nulls last, id limit 50",
          "select * from b where not exists (select from a where a.id = b.id and a.v = b.v)",
          "with recursive up (id, top) as (select id, id from a where id % 50 = 0"
              + " union select a.id, up.top from a join up on a.id = up.id + 1 where a.id % 50 < 9)"
              + " select * from up");

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @TempDir private Path directory;

  @Test
  void sameRows() {
    Random random = Seeds.random("WorkersTest");
    try (threads) {
      for (int round = 0; round < 3; round++) {
        compare(random, directory.resolve("round" + round));
      }
    }
  }

  private void compare(Random random, Path place) {
    List<Copy> copies = new ArrayList<>();
    for (int workers : List.of(1, 2, 5)) {
      long memoryBytes = random.nextBoolean() ? 1 << 15 : 64 << 20;
      copies.add(new Copy(place.resolve("workers" + workers), memoryBytes, workers));
    }
    long keys = 1L + random.nextInt(2000);
    for (long time = 1; time <= 12; time++) {
      List<Change> changes = changes(random, keys);
      long now = time;
      copies.forEach(copy -> copy.take(changes, now));
      if (random.nextInt(4) == 0) {
        copies.get(random.nextInt(copies.size())).restart();
      }
      for (Copy copy : copies) {
        assertThat(copy.digests()).as("at %s of %s", now, copy).isEqualTo(copies.get(0).digests());
        assertThat(copy.errors()).isEqualTo(copies.get(0).errors());
      }
    }
    assertThat(copies.get(0).errors()).isNotEmpty();
    copies.forEach(Copy::close);
  }

  /** A row of a table that is put, or taken away by its key. */
  private record Change(String table, byte[] bytes, int rowTo, boolean removes) {}

  private static List<Change> changes(Random random, long keys) {
    List<Change> changes = new ArrayList<>();
    KeyColumns key = new KeyColumns(ROWS);
    for (int i = random.nextInt(4000); i >= 0; i--) {
      RowWriter out = new RowWriter();
      out.putInt8(random.nextLong(5000));
      if (random.nextInt(20) == 0) {
        out.putNull();
      } else {
        out.putInt8(random.nextLong(keys));
      }
      out.putInt8(random.nextLong(40));
      out.putText("text " + random.nextInt(9));
      int to = out.size();
      key.copy(out.buffer(), 0, to, out);
      String table = random.nextInt(3) == 0 ? "b" : "a";
      changes.add(new Change(table, out.toBytes(), to, random.nextInt(4) == 0));
    }
    return changes;
  }

  /** A circuit of all views. */
  private final class Copy {
    private final Path place;
    private final long memoryBytes;
    private final int workers;
    private StateStore store;
    private Circuit circuit;

    Copy(Path place, long memoryBytes, int workers) {
      this.place = place;
      this.memoryBytes = memoryBytes;
      this.workers = workers;
      this.store = open();
      this.circuit = build();
    }

    private StateStore open() {
      return StateStore.open(place, memoryBytes).workOn(threads, workers, 0);
    }

    private Circuit build() {
      CircuitBuilder builder = new CircuitBuilder();
      Map<String, Node> tables = new HashMap<>();
      SCHEMAS.forEach((name, schema) -> tables.put(name, builder.table(name, schema)));
      SqlCompiler compiler = new SqlCompiler();
      for (int i = 0; i < QUERIES.size(); i++) {
        CompiledView view = compiler.compile(QUERIES.get(i), SCHEMAS);
        builder.output("v" + i, view.build(builder, tables), view.schema());
      }
      return builder.build(store);
    }

    void take(List<Change> changes, long time) {
      for (Change change : changes) {
        TableInput table = circuit.input(change.table());
        int to = change.bytes().length;
        if (change.removes()) {
          table.delete(change.bytes(), change.rowTo(), to, time);
        } else {
          table.upsert(change.bytes(), change.rowTo(), to, 0, change.rowTo(), time);
        }
      }
      circuit.step();
      circuit.publish(time);
    }

    void restart() {
      circuit.checkpoint(new byte[0]).commit();
      close();
      store = open();
      circuit = build();
    }

    List<String> digests() {
      List<String> digests = new ArrayList<>();
      for (int i = 0; i < QUERIES.size(); i++) {
        digests.add(i + ": " + circuit.output("v" + i).digest());
      }
      return digests;
    }

    List<String> errors() {
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
      return errors;
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
}

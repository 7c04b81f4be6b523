package dev.evert.dataflow.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.Seeds;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers, merges and checkpoints on threads of their own, while the circuit goes on. */
final class ConcurrentReadersTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT8), Column.required("v", Type.Simple.INT8)),
          List.of(0));

  @TempDir private Path directory;
  private final Random random = Seeds.random("ConcurrentReadersTest");
  private final AtomicBoolean finished = new AtomicBoolean();

  @Test
  void everyReaderSeesOneTime() throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool();
        StateStore store = StateStore.open(directory, 50_000).mergeOn(threads);
        Circuit circuit = build(store)) {
      ViewOutput view = circuit.output("view");
      circuit.publish(1);
      OutputReader reader = view.reader("reader", 1, List.of());
      OutputReader late = view.reader("late", ViewOutput.BEGINNING, List.of());
      List<Future<Integer>> all =
          List.of(
              threads.submit(follow(reader)),
              threads.submit(follow(late)),
              threads.submit(scan(view)),
              threads.submit(scan(circuit.input("t"))));
      change(circuit, threads);
      finished.set(true);
      for (Future<Integer> each : all) {
        assertThat(each.get()).isPositive();
      }
      assertThat(reader.retainedBytes()).isZero();
    }
  }

  private static Circuit build(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    builder.output("view", builder.table("t", SCHEMA), SCHEMA);
    return builder.build(store);
  }

  private void change(Circuit circuit, ExecutorService threads) throws Exception {
    RowWriter out = new RowWriter();
    Future<?> saving = threads.submit(() -> {});
    for (long time = 2; time < 300L * Seeds.factor() + 2; time++) {
      for (int i = random.nextInt(400); i > 0; i--) {
        out.reset().putInt8(random.nextInt(3000));
        out.putInt8(random.nextLong());
        circuit.input("t").upsert(out.buffer(), 0, 9, 0, out.size(), time);
      }
      circuit.step();
      circuit.publish(time);
      if (saving.isDone()) {
        saving.get();
        Checkpoint checkpoint = circuit.checkpoint(new byte[0]);
        saving = threads.submit(() -> save(checkpoint));
      }
    }
    saving.get();
  }

  private static void save(Checkpoint checkpoint) {
    try (checkpoint) {
      checkpoint.commit();
    }
  }

  /** Adds up the changes and compares them with the view's digest at each time. */
  private Callable<Integer> follow(OutputReader reader) {
    return () -> {
      DigestSum sum = new DigestSum();
      int reads = 0;
      boolean last = false;
      while (!last) {
        last = finished.get();
        long upTo = reader.reserve();
        try (ChangeCursor changes = reader.read(upTo)) {
          while (changes.next()) {
            if (changes.hasBefore()) {
              sum.add(changes.beforeBytes(), changes.beforeFrom(), changes.beforeTo(), -1);
            }
            if (changes.hasAfter()) {
              sum.add(changes.afterBytes(), changes.afterFrom(), changes.afterTo(), 1);
            }
          }
        }
        Digest digest = reader.digest(upTo);
        assertThat(sum.digest()).isEqualTo(digest);
        reader.advance(upTo);
        reads++;
      }
      return reads;
    };
  }

  private Callable<Integer> scan(ViewOutput view) {
    return () -> {
      int same = 0;
      while (!finished.get()) {
        Digest before = view.digest();
        Digest read = digest(view.rows());
        same += read.equals(before) || !before.equals(view.digest()) ? 1 : 0;
        assertThat(read.equals(before) || !before.equals(view.digest())).isTrue();
      }
      return same + 1;
    };
  }

  private Callable<Integer> scan(TableInput table) {
    return () -> {
      int scans = 1;
      while (!finished.get()) {
        digest(table.rows());
        scans++;
      }
      return scans;
    };
  }

  private static Digest digest(RowCursor rows) {
    DigestSum sum = new DigestSum();
    try (rows) {
      while (rows.next()) {
        sum.add(rows.rowBytes(), rows.rowFrom(), rows.rowTo(), rows.weight());
      }
    }
    return sum.digest();
  }
}

package dev.evert.dataflow.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Fetch;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are found in files, behind filters and read ahead, as a map finds them. */
final class FileRunsTest {
  private static final int KEYS = 40_000;

  @TempDir private Path directory;
  private final Random random = Seeds.random("FileRunsTest");
  private final ExecutorService readers = Executors.newFixedThreadPool(3);
  private final RowWriter out = new RowWriter();

  @AfterEach
  void stop() {
    readers.shutdownNow();
  }

  @Test
  void keysAreFoundAsInAMap() {
    for (int round = 0; round < 4 * Seeds.factor(); round++) {
      Path place = directory.resolve("round" + round);
      try (StateStore store = StateStore.open(place, 1 << 10).readOn(readers, 3)) {
        boolean causes = random.nextBoolean();
        Arrangement arrangement = new Arrangement("test", store, causes);
        // More runs than a level holds: some are merged, block by block or entry by entry.
        NavigableMap<Long, NavigableMap<Long, Long>> model = new TreeMap<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
          arrangement.add(run(store, causes, model));
          arrangement.maintain(random.nextInt(2 * KEYS));
        }
        check(arrangement, model, round);
        arrangement.clear();
      }
    }
  }

  /** A run of random keys, each with a value or a few, some of them long. */
  private Run run(
      StateStore store, boolean causes, NavigableMap<Long, NavigableMap<Long, Long>> model) {
    RunBuilder builder = new RunBuilder(store.open(Long.MAX_VALUE, causes), causes);
    long key = random.nextInt(KEYS);
    int step = 1 + random.nextInt(20);
    int entries = random.nextBoolean() ? KEYS : random.nextInt(100) + 1;
    for (int i = 0; i < entries; i++) {
      key += random.nextInt(step);
      NavigableMap<Long, Long> values = model.computeIfAbsent(key, _ -> new TreeMap<>());
      long value = values.isEmpty() ? 0 : values.lastKey() + 1;
      long weight = random.nextBoolean() ? 1 : 3;
      out.reset().putInt8(key);
      int keyTo = out.size();
      out.putInt8(value);
      out.putText("x".repeat(random.nextInt(random.nextInt(500) == 0 ? 20_000 : 120)));
      builder.add(out.buffer(), 0, keyTo, out.size(), weight, i);
      values.put(value, weight);
    }
    return Objects.requireNonNull(builder.finish());
  }

  private void check(
      Arrangement arrangement, NavigableMap<Long, NavigableMap<Long, Long>> model, int round) {
    GroupCursor cursor = new GroupCursor().over(arrangement.runs());
    assertThat(cursor.readsFiles()).isTrue();
    Fetch fetch = arrangement.fetch();
    for (int batch = 0; batch < 20; batch++) {
      long[] keys = random.longs(1 + random.nextInt(300), 0, model.lastKey() + 2).toArray();
      if (random.nextBoolean()) {
        Arrays.sort(keys);
      }
      if (fetch.begin()) {
        for (long key : keys) {
          byte[] bytes = key(key);
          cursor.expect(bytes, 0, bytes.length, fetch);
        }
        fetch.run();
      }
      for (long key : keys) {
        NavigableMap<Long, Long> expected = model.getOrDefault(key, new TreeMap<>());
        assertThat(found(cursor, key)).as("key %d, round %d", key, round).isEqualTo(expected);
      }
    }
    cursor.clear();
    checkSeeks(arrangement.runs(), model);
  }

  /** Goes on from a key, whether it is there or lies between blocks. */
  private void checkSeeks(Run[] runs, NavigableMap<Long, NavigableMap<Long, Long>> model) {
    for (int i = 0; i < 200; i++) {
      long key = random.nextLong(model.lastKey() + 2);
      byte[] bytes = key(key);
      MergeCursor cursor = new MergeCursor().from(runs, bytes, 0, bytes.length);
      Long expected = model.ceilingKey(key);
      assertThat(cursor.next()).isEqualTo(expected != null);
      if (expected != null) {
        RowReader reader = new RowReader();
        reader.set(cursor.bytes(), cursor.keyFrom(), cursor.keyTo());
        assertThat(reader.readInt8()).isEqualTo(expected);
      }
      cursor.clear();
    }
  }

  private byte[] key(long key) {
    out.reset().putInt8(key);
    return out.toBytes();
  }

  /** The numbers that values begin with, which are as their order is. */
  private NavigableMap<Long, Long> found(GroupCursor cursor, long key) {
    byte[] bytes = key(key);
    NavigableMap<Long, Long> found = new TreeMap<>();
    if (cursor.seek(bytes, 0, bytes.length)) {
      while (cursor.next()) {
        long value =
            new RowReader().set(cursor.bytes(), cursor.valueFrom(), cursor.valueTo()).readInt8();
        found.put(value, cursor.weight());
      }
    }
    return found;
  }
}

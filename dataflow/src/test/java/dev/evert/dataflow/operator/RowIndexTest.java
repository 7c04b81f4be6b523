package dev.evert.dataflow.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.MultiTable;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that come, go and expire, by their own time or by their key's, are found as in a map. */
final class RowIndexTest {
  private static final int KEYS = 40;
  private static final int STEPS = 2000;

  private final Arrangement arrangement = new Arrangement("", RunStorage.MEMORY, false);
  private final RowIndex index = new RowIndex(arrangement);
  private final RowIndex.Look look = new RowIndex.Look(index);

  /** How often each value of each key is there, by its time. */
  private final Map<Long, TreeMap<Long, Long>> model = new TreeMap<>();

  private long bound;

  /** What is before the bound has expired. */
  private record Before(long bound, boolean byKey) implements Expiry.Expired {
    @Override
    public boolean test(byte[] bytes, int keyFrom, int keyTo, int valueTo) {
      return byKey ? read(bytes, keyFrom) < bound : read(bytes, keyTo) < bound;
    }

    @Override
    public boolean testValue(byte[] bytes, int from, int to, boolean first) {
      return byKey ? first : read(bytes, from) < bound;
    }
  }

  private static long read(byte[] bytes, int from) {
    return new RowReader().set(bytes, from, bytes.length).readInt8();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameAsInMap(boolean byKey) {
    long seed = Long.getLong("evert.seed", new Random().nextLong());
    System.out.println("RowIndexTest: -Devert.seed=" + seed);
    Random random = new Random(seed);
    arrangement.expire(() -> new Before(bound, byKey));
    int rare = random.nextInt(3) == 0 ? 50 : Integer.MAX_VALUE;
    for (int step = 0; step < STEPS; step++) {
      for (int i = random.nextInt(30); i > 0; i--) {
        boolean outlier = random.nextInt(rare) == 0;
        long time = step + random.nextLong(outlier ? 5 * STEPS : 100);
        change(byKey ? time : random.nextInt(KEYS), time, random);
      }
      if (index.event().size() > 0) {
        index.accept();
      }
      bound = step;
      check(byKey, random);
      index.reset();
      if (random.nextInt(300) == 0) {
        arrangement.flush();
      }
    }
    assertThat(arrangement.entries()).isLessThan(3 * live() + 4096);
  }

  private long live() {
    return model.values().stream()
        .flatMap(values -> values.tailMap(bound).values().stream())
        .filter(weight -> weight != 0)
        .count();
  }

  private void change(long key, long time, Random random) {
    TreeMap<Long, Long> values = model.computeIfAbsent(key, _ -> new TreeMap<>());
    long known = values.getOrDefault(time, 0L);
    long weight = known > 0 && random.nextInt(3) == 0 ? -known : 1 + random.nextInt(3);
    values.put(time, known + weight);
    EntryBatch event = index.event();
    event.writer().putInt8(key);
    event.endKey();
    event.writer().putInt8(time);
    event.end(weight, 0);
  }

  private void check(boolean byKey, Random random) {
    look.begin(true);
    for (int i = 0; i < 5; i++) {
      long key = byKey ? bound + random.nextInt(100) : random.nextInt(KEYS);
      TreeMap<Long, Long> wanted = new TreeMap<>(model.getOrDefault(key, new TreeMap<>()));
      wanted.headMap(bound).clear();
      wanted.values().removeIf(weight -> weight == 0);
      assertThat(found(key)).as("key " + key).isEqualTo(wanted);
    }
    look.end();
  }

  private Map<Long, Long> found(long key) {
    RowWriter bytes = new RowWriter();
    bytes.putInt8(key);
    look.seek(MultiTable.hash(bytes.buffer(), 0, bytes.size()), bytes.buffer(), 0, bytes.size());
    TreeMap<Long, Long> found = new TreeMap<>();
    while (look.next()) {
      found.merge(read(look.bytes(), look.from()), look.weight(), Long::sum);
    }
    found.headMap(bound).clear();
    found.values().removeIf(weight -> weight == 0);
    return found;
  }
}

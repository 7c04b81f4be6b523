package dev.evert.dataflow.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is kept of slices is what was put last, wherever it lies, until the slices go. */
final class SliceStatesTest {
  private final Random random = Seeds.random("SliceStatesTest");
  private final Waiting waiting = new Waiting();
  private final TreeMap<Long, TreeMap<Long, Long>> model = new TreeMap<>();
  private SliceStates states = new SliceStates(waiting.arrangement(), Long.MIN_VALUE);

  @Test
  void sameAsInAMap() {
    long bound = 0;
    for (int round = 0; round < 3000; round++) {
      states.begin();
      for (int i = random.nextInt(8); i > 0; i--) {
        put(bound + random.nextInt(12), random.nextInt(30), random.nextInt(1 << 20));
      }
      check(bound + random.nextInt(14), bound + random.nextInt(14));
      if (round > 50 && random.nextInt(4) == 0) {
        bound += random.nextInt(3);
        states.drop(bound);
        model.headMap(bound).clear();
        check(bound, bound + 20);
      }
      states.end();
      waiting.happen(random);
      if (random.nextInt(50) == 0) {
        waiting.arrangement().flush();
        states = new SliceStates(waiting.arrangement(), bound);
      }
    }
    assertThat(waiting.arrangement().entries()).isLessThan(4_000);
  }

  private void put(long slice, long group, long value) {
    RowWriter key = new RowWriter();
    key.putInt8(slice);
    key.putInt8(group);
    int record = states.find(slice, key.buffer(), 0, key.size());
    ValueTable table = states.table(slice);
    Map<Long, Long> groups = model.computeIfAbsent(slice, _ -> new TreeMap<>());
    Long known = groups.put(group, value);
    assertThat(table.hasValue(record)).isEqualTo(known != null);
    if (known != null) {
      assertThat(read(table.bytes(record), table.valueFrom(record))).isEqualTo(known);
    }
    RowWriter field = new RowWriter();
    field.putInt8(value);
    table.put(record, field.buffer(), 0, field.size());
  }

  private static long read(byte[] bytes, int from) {
    return new RowReader().set(bytes, from, bytes.length).readInt8();
  }

  private void check(long one, long other) {
    long first = model.isEmpty() ? SliceStates.NONE : model.firstKey();
    assertThat(states.first()).isEqualTo(first);
    long from = Math.min(one, other);
    long to = Math.max(one, other);
    TreeMap<String, Long> found = new TreeMap<>();
    states.forEach(
        from,
        to,
        (bytes, keyFrom, _, value, valueFrom, _) -> {
          Long twice = found.put(read(bytes, keyFrom) + "=" + read(value, valueFrom), 1L);
          assertThat(twice == null || to - from > 1).isTrue();
        });
    TreeMap<String, Long> wanted = new TreeMap<>();
    model
        .subMap(from, to)
        .values()
        .forEach(groups -> groups.forEach((group, value) -> wanted.put(group + "=" + value, 1L)));
    assertThat(found).isEqualTo(wanted);
  }
}

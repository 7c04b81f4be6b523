package dev.evert.dataflow.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values that come and go, once or very often, come first and go last as a map says. */
final class DistinctCountsTest {
  private static final int FUNCTIONS = 5;

  private final List<AggregateFunction> functions =
      Collections.nCopies(FUNCTIONS, new AggregateFunction.Distinct(new AggregateFunction.Count()));
  private final Arrangement arrangement = new Arrangement("", RunStorage.MEMORY, false);
  private final DistinctCounts counts = new DistinctCounts(arrangement, functions);
  private final Map<String, Long> expected = new HashMap<>();

  @Test
  void sameAsMap() {
    long seed = Long.getLong("evert.seed", new Random().nextLong());
    System.out.println("DistinctCountsTest: -Devert.seed=" + seed);
    Random random = new Random(seed);
    for (int batch = 0; batch < 200; batch++) {
      counts.begin();
      for (int i = 0; i < 100; i++) {
        change(random);
      }
      counts.end();
      if (random.nextInt(20) == 0) {
        arrangement.flush();
      }
    }
  }

  private void change(Random random) {
    int group = random.nextInt(3);
    int function = random.nextInt(FUNCTIONS);
    int value = random.nextInt(20);
    String place = group + " " + function + " " + value;
    long before = expected.getOrDefault(place, 0L);
    long weight = random.nextBoolean() ? -before : 1 + random.nextLong(1L << random.nextInt(40));
    expected.put(place, before + weight);
    int change = Long.signum(before + weight) - Long.signum(before);
    if (weight != 0) {
      assertThat(change(group, function, value, weight)).as(place).isEqualTo(change);
    }
  }

  private int change(int group, int function, int value, long weight) {
    RowWriter row = new RowWriter();
    int entry = EntryField.begin(row);
    row.putInt4(value);
    EntryField.endKey(row, entry);
    EntryField.end(row, entry);
    RowWriter key = new RowWriter();
    key.putInt4(group);
    RowReader reader = new RowReader().set(row.buffer(), 0, row.size());
    return counts.change(key.buffer(), 0, key.size(), function, reader, weight);
  }
}

package dev.evert.dataflow.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.Conditions;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that come and go, once or very often, come first and go last as a map says. */
final class DistinctCountsTest {
  private static final AggregateFunction COUNT =
      new AggregateFunction.Distinct(new AggregateFunction.Count());

  private static final int ROWS = 100;

  /**
   * Three calls of the first argument, each under a condition of its own or none; two of another.
   */
  private static final int[] ARGUMENTS = {0, 0, 0, 1, 1};

  private static final int[] CONDITIONS = {AggregateCall.NONE, 0, 1, 63, AggregateCall.NONE};

  private final List<AggregateCall> calls =
      IntStream.range(0, ARGUMENTS.length)
          .mapToObj(i -> new AggregateCall(COUNT, ARGUMENTS[i], CONDITIONS[i]))
          .toList();
  private final Arrangement arrangement = new Arrangement("", RunStorage.MEMORY, false);
  private final GivenRow given = new GivenRow(calls);
  private final DistinctCounts counts = new DistinctCounts(arrangement, calls, given);
  private final Accumulator[] accumulators = Accumulator.each(calls);
  private final Map<String, Long> expected = new HashMap<>();

  /** A row; null where an argument does not count. */
  private record Row(int group, long holding, @Nullable Integer[] values, long weight) {}

  @Test
  void sameAsMap() {
    long seed = Long.getLong("evert.seed", new Random().nextLong());
    System.out.println("DistinctCountsTest: -Devert.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      batch(Stream.generate(() -> row(random)).limit(ROWS).toList());
      if (random.nextInt(20) == 0) {
        arrangement.flush();
      }
    }
  }

  private static Row row(Random random) {
    long weight = 1 + random.nextLong(1L << random.nextInt(40));
    Integer[] values = {value(random), value(random)};
    return new Row(
        random.nextInt(3), random.nextLong(), values, random.nextBoolean() ? weight : -weight);
  }

  private static @Nullable Integer value(Random random) {
    return random.nextInt(5) == 0 ? null : random.nextInt(20);
  }

  private void batch(List<Row> rows) {
    EntryBatch batch = new EntryBatch();
    rows.forEach(row -> write(row, batch));
    counts.begin(batch);
    for (int i = 0; i < rows.size(); i++) {
      given.set(batch.bytes(), batch.keyTo(i), batch.to(i));
      List.of(accumulators).forEach(Accumulator::clear);
      counts.change(i, rows.get(i).weight(), accumulators);
      for (int call = 0; call < calls.size(); call++) {
        assertThat(told(call)).as("call " + call).isEqualTo(expected(rows.get(i), call));
      }
    }
    counts.end();
  }

  private static void write(Row row, EntryBatch batch) {
    RowWriter out = batch.writer();
    out.putInt4(row.group());
    batch.endKey();
    Conditions.put(row.holding(), out);
    for (Integer value : row.values()) {
      if (value == null) {
        out.putNull();
      } else {
        int entry = EntryField.begin(out);
        out.putInt4(value);
        EntryField.endKey(out, entry);
        EntryField.end(out, entry);
      }
    }
    batch.end(row.weight(), 0);
  }

  private long told(int call) {
    RowWriter out = new RowWriter();
    accumulators[call].result(out);
    return new RowReader().set(out.buffer(), 0, out.size()).readInt8();
  }

  private long expected(Row row, int call) {
    Integer value = row.values()[ARGUMENTS[call]];
    int condition = CONDITIONS[call];
    boolean holds = condition == AggregateCall.NONE || (row.holding() >>> condition & 1) != 0;
    if (value == null || !holds) {
      return 0;
    }
    String place = row.group() + " " + call + " " + value;
    long before = expected.getOrDefault(place, 0L);
    long after = before + row.weight();
    expected.put(place, after);
    return Boolean.compare(after > 0, before > 0);
  }
}

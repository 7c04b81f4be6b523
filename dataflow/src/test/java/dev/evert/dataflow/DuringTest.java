package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.C;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;

import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that come and go with the time, against the condition asked of all rows anew. */
final class DuringTest {
  @TempDir private Path directory;

  /** True from the first column's time on, up to the second's, and again after that of both. */
  private record Spells(Schema schema, int first, int second) implements TimedPredicate {
    @Override
    public boolean test(byte[] bytes, int from, int to, long time) {
      return test(Rows.decode(schema.types(), bytes, from, to), time);
    }

    boolean test(List<@Nullable Object> row, long time) {
      long begin = time(row, first);
      long end = begin + time(row, second);
      return (time >= begin && time < end) || time >= end + begin + 100;
    }

    @Override
    public long next(byte[] bytes, int from, int to, long time) {
      List<@Nullable Object> row = Rows.decode(schema.types(), bytes, from, to);
      long next = NEVER;
      for (long at = Math.max(time + 1, -100); at < 1000 && next == NEVER; at++) {
        next = test(row, at) == test(row, time) ? NEVER : at;
      }
      return next;
    }

    private static long time(List<@Nullable Object> row, int column) {
      return row.get(column) instanceof Long value ? value * 7 : 30;
    }
  }

  @Test
  void ofKeyedRows() {
    run("keyed", "a", A, 0, 1);
  }

  @Test
  void ofMultisets() {
    run("multiset", "c", C, 0, 1);
  }

  private void run(String name, String table, Schema schema, int first, int second) {
    Random random = Seeds.random("DuringTest." + name);
    for (int round = 0; round < 6 * Seeds.factor(); round++) {
      AtomicLong now = new AtomicLong(Clock.BEGINNING);
      Spells spells = new Spells(schema, first, second);
      Plan plan =
          new Plans.Simple(
              name,
              schema,
              (builder, nodes) -> builder.during(node(nodes, table), new Clock.Now(), spells, name),
              tables -> {
                Model made = new Model();
                model(tables, table)
                    .forEach((row, weight) -> {
                      if (spells.test(row, now.get())) {
                        made.add(row, weight);
                      }
                    });
                return made;
              });
      Harness harness =
          new Harness(directory.resolve(name + round), Plans.TABLES, List.of(plan), random);
      new RandomChanges(harness, random)
          .also(() -> {
            long step = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(3);
            now.set(now.get() == Clock.BEGINNING ? step : now.get() + step);
            harness.advanceTo(now.get());
          })
          .run(800);
      harness.close();
    }
  }
}

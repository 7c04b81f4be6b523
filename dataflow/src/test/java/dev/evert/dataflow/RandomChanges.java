package dev.evert.dataflow;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Changes tables at random, with steps, publications, checkpoints and restarts in between. */
final class RandomChanges {
  private final Harness harness;
  private final Random random;
  private final int keys;
  private final int values;
  private final int pace;
  private Runnable also = () -> {};

  RandomChanges(Harness harness, Random random) {
    this(harness, random, 60);
  }

  /** Changes of tables that have up to so many keys. */
  RandomChanges(Harness harness, Random random, int maxKeys) {
    this.harness = harness;
    this.random = random;
    this.keys = 1 + random.nextInt(maxKeys);
    this.values = 2 + random.nextInt(12);
    this.pace = 1 << random.nextInt(8);
  }

  /** Does something else too, now and then. */
  RandomChanges also(Runnable other) {
    also = other;
    return this;
  }

  void run(int changes) {
    for (int i = 0; i < changes; i++) {
      change();
      if (random.nextInt(5) == 0) {
        also.run();
      }
      if (random.nextInt(pace) == 0) {
        harness.step();
      }
      if (random.nextInt(2 * pace) == 0) {
        harness.publish();
        harness.follow();
        harness.check();
      }
      if (random.nextInt(100) == 0) {
        harness.checkpoint();
      }
      if (random.nextInt(200) == 0) {
        harness.restart();
      }
      if (random.nextInt(300) == 0) {
        harness.circuit().maintain(random.nextInt(1000));
      }
    }
    harness.publish();
    harness.check();
    harness.restart();
    harness.check();
    for (int i = 0; i < 20; i++) {
      harness.follow();
    }
  }

  private void change() {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> harness.upsert("a", rowOfA(key()));
      case 6 -> harness.upsert("a", Rows.row(key(), value(), value(), Rows.Mark.UNCHANGED));
      case 7 -> harness.delete("a", key());
      case 8 -> harness.move("a", key(), rowOfA(key()));
      case 9 -> harness.move("a", key(), Rows.row(key(), value(), value(), Rows.Mark.UNCHANGED));
      case 10, 11, 12 -> harness.upsert("b", Rows.row(key(), value(), value()));
      case 13 -> harness.delete("b", key());
      case 14, 15, 16 -> harness.insert("c", Rows.row(value(), text()));
      case 17, 18 -> harness.retract("c", Rows.row(value(), text()));
      default -> truncate();
    }
  }

  private void truncate() {
    if (random.nextInt(10) == 0) {
      harness.truncate("abc".substring(random.nextInt(3)).substring(0, 1));
    }
  }

  private List<@Nullable Object> rowOfA(long key) {
    return Rows.row(key, value(), value(), text());
  }

  private long key() {
    return random.nextInt(keys);
  }

  private @Nullable Long value() {
    return random.nextInt(8) == 0 ? null : (long) (random.nextInt(values) - 2);
  }

  private @Nullable String text() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "\u0000\u0001\u0003";
      default -> "t".repeat(random.nextInt(3) * 5) + random.nextInt(values);
    };
  }
}

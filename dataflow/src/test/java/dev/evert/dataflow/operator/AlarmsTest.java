package dev.evert.dataflow.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each alarm goes off once its time has come, wherever it lies, and none goes off again. */
final class AlarmsTest {
  private final Random random = Seeds.random("AlarmsTest");
  private final Waiting waiting = new Waiting();
  private final TreeSet<String> set = new TreeSet<>();
  private Alarms alarms = new Alarms(waiting.arrangement(), Long.MIN_VALUE);

  @Test
  void goOffAtTheirTime() {
    long now = 0;
    for (int round = 0; round < 3000; round++) {
      alarms.begin();
      for (int i = random.nextInt(8); i > 0; i--) {
        set(now + random.nextInt(random.nextBoolean() ? 10 : 1000), random.nextInt(5));
      }
      long later = now + random.nextInt(8);
      TreeSet<String> wentOff = new TreeSet<>();
      alarms.goOff(
          now,
          later,
          (time, bytes, from, _) -> {
            long group = new RowReader().set(bytes, from, bytes.length).readInt8();
            wentOff.add(name(time, group));
            if (random.nextInt(4) == 0) {
              set(later + random.nextInt(5), group);
            }
          });
      TreeSet<String> wanted = new TreeSet<>(set.headSet(name(later, 0)));
      set.removeAll(wanted);
      assertThat(wentOff).isEqualTo(wanted);
      now = later;
      alarms.end();
      waiting.happen(random);
      if (random.nextInt(50) == 0) {
        waiting.arrangement().flush();
        alarms = new Alarms(waiting.arrangement(), now);
      }
      assertThat(waiting.arrangement().entries()).isLessThan(4_000);
      assertThat(alarms.memoryBytes() > 0).isEqualTo(alarms.entries() > 0);
    }
  }

  private static String name(long time, long group) {
    return "%09d %d".formatted(time, group);
  }

  private void set(long time, long group) {
    RowWriter key = new RowWriter();
    key.putInt8(group);
    alarms.set(time, key.buffer(), 0, key.size());
    set.add(name(time, group));
  }
}

package dev.evert.connectors.search.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.testing.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushIntervalTest {

  @Test
  void leavesTwiceTheTimeOfAFlushAfterIt() throws Exception {
    FlushInterval interval = new FlushInterval();
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      interval.run(() -> {
        long start = System.nanoTime();
        starts.add(start);
        Deadline.await("5 ms", () -> System.nanoTime() - start > 5_000_000);
        ends.add(System.nanoTime());
        return starts;
      });
    }
    for (int i = 1; i < starts.size(); i++) {
      long flush = ends.get(i - 1) - starts.get(i - 1);
      long wanted = Math.min(FlushInterval.MAX_PAUSE_NANOS, 2 * flush);
      assertThat(starts.get(i) - ends.get(i - 1)).isGreaterThanOrEqualTo(wanted);
    }
  }

  @Test
  void doesNotWaitTheFirstTime() throws Exception {
    assertThat(new FlushInterval().run(() -> "done")).isEqualTo("done");
  }
}

package dev.evert.dataflow.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import dev.evert.dataflow.arrangement.KeyHash;
import dev.evert.spi.row.RowWriter;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyFilterTest {
  private final Random random = Seeds.random("KeyFilterTest");

  /** Whatever is there may be there; of what is not, few may. */
  @Test
  void tellsMostOfWhatIsNotThere() {
    for (int count : new int[] {0, 1, 10, 1_000, 30_000}) {
      long first = random.nextLong();
      long[] hashes = new long[count];
      for (int i = 0; i < count; i++) {
        hashes[i] = hash(first + i);
      }
      byte[] filter = new byte[KeyFilter.sizeBytes(count)];
      KeyFilter.fill(hashes, count, filter);
      for (long hash : hashes) {
        assertThat(mayHold(filter, hash)).isTrue();
      }
      int wrong = 0;
      for (int i = 1; i <= 10_000; i++) {
        wrong += mayHold(filter, hash(first - i)) ? 1 : 0;
      }
      assertThat(wrong).as("of 10,000, with %d keys", count).isLessThan(300);
    }
  }

  private static boolean mayHold(byte[] filter, long hash) {
    return KeyFilter.mayHold(MemorySegment.ofArray(filter), 0, filter.length, hash);
  }

  private static long hash(long key) {
    RowWriter out = new RowWriter();
    out.putInt8(key);
    return KeyHash.of(out.buffer(), 0, out.size());
  }
}

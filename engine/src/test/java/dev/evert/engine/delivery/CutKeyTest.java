package dev.evert.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.Seeds;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CutKeyTest {
  private final Random random = new Random(Seeds.seed("CutKeyTest"));

  @Test
  void aShortKeyIsKeptAsItIs() {
    byte[] last = {1, 2};
    byte[] next = {3};
    assertThat(CutKey.between(last, next, 0, 1)).containsSame(last);
  }

  @Test
  void forALongKeyAShorterOneStandsBetweenItAndTheNext() {
    for (int i = 0; i < 2_000; i++) {
      byte[] one = longKey();
      byte[] other = random.nextBoolean() ? longKey() : one.clone();
      other[random.nextInt(CutKey.MAX_BYTES / 2)] = (byte) random.nextInt();
      int order = Arrays.compareUnsigned(one, other);
      byte[] last = order < 0 ? one : other;
      byte[] next = order < 0 ? other : one;
      if (order != 0) {
        byte[] cut = CutKey.between(last, next, 0, next.length).orElseThrow();
        assertThat(cut).hasSizeLessThan(CutKey.MAX_BYTES + 16);
        assertThat(Arrays.compareUnsigned(last, cut)).isNegative();
        assertThat(Arrays.compareUnsigned(cut, next)).isNegative();
      }
    }
  }

  /** Runs of the largest byte can not be raised. */
  private byte[] longKey() {
    byte[] key = new byte[CutKey.MAX_BYTES + 1 + random.nextInt(100)];
    random.nextBytes(key);
    int from = random.nextInt(100);
    Arrays.fill(key, from, from + random.nextInt(100), (byte) -1);
    return key;
  }

  @Test
  void keysThatDifferTooLateAreNotCut() {
    byte[] last = new byte[2 * CutKey.MAX_BYTES];
    byte[] next = last.clone();
    next[next.length - 1] = 1;
    assertThat(CutKey.between(last, next, 0, next.length)).isEqualTo(Optional.empty());
  }
}

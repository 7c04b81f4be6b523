package dev.evert.dataflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SliceSorterTest {
  private final SliceSorter sorter = new SliceSorter();

  @Test
  void sortsLikeTheLibrary() {
    Random random = Seeds.random("SliceSorterTest");
    for (int round = 0; round < 2000 * Seeds.factor(); round++) {
      int count = random.nextInt(random.nextInt(5) == 0 ? 2000 : 60);
      check(random, count, random.nextInt(40));
    }
  }

  private void check(Random random, int count, int shared) {
    byte[] prefix = new byte[shared];
    random.nextBytes(prefix);
    int alphabet = 1 + random.nextInt(4) * random.nextInt(64);
    int longest = 1 + random.nextInt(30);
    byte[] bytes = new byte[count * (shared + longest)];
    int[] froms = new int[count];
    int[] tos = new int[count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      froms[i] = at;
      int kept = random.nextInt(4) == 0 ? random.nextInt(shared + 1) : shared;
      System.arraycopy(prefix, 0, bytes, at, kept);
      at += kept;
      int length = random.nextInt(longest);
      for (int j = 0; j < length; j++) {
        bytes[at++] = (byte) random.nextInt(alphabet);
      }
      tos[i] = at;
    }
    int first = count == 0 ? 0 : random.nextInt(count);
    int size = count - first;
    int[] expected =
        IntStream.range(first, count)
            .boxed()
            .sorted(
                Comparator.comparing(
                    i -> Arrays.copyOfRange(bytes, froms[i], tos[i]), Arrays::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] order = sorter.sort(bytes, froms, tos, first, size);
    assertThat(Arrays.copyOf(order, size)).isEqualTo(expected);
  }

  @Test
  void comparesAsUnsignedBytes() {
    Random random = Seeds.random("SliceSorterTest.compare");
    for (int round = 0; round < 20_000; round++) {
      byte[] left = bytes(random);
      byte[] right = random.nextInt(3) == 0 ? left.clone() : bytes(random);
      int expected = Integer.signum(Arrays.compareUnsigned(left, right));
      assertThat(Integer.signum(Bytes.compare(left, 0, left.length, right, 0, right.length)))
          .isEqualTo(expected);
      assertThat(Bytes.equal(left, 0, left.length, right, 0, right.length))
          .isEqualTo(expected == 0);
      int mismatch = Arrays.mismatch(left, right);
      assertThat(Bytes.commonPrefix(left, 0, left.length, right, 0, right.length))
          .isEqualTo(mismatch < 0 ? left.length : mismatch);
    }
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) - 1);
    }
    return bytes;
  }
}

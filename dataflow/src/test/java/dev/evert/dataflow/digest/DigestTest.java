package dev.evert.dataflow.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DigestTest {

  /** Published test vectors of MurmurHash3_x64_128 with seed 0. */
  @Test
  void rowsAreHashedAsDocumented() {
    assertThat(of("")).hasToString("00000000000000000000000000000000");
    assertThat(of("hello")).hasToString("cbd8a7b341bd9b025b1e906a48ae1d19");
    assertThat(of("hello, world")).hasToString("342fac623a5ebc8e4cdcbc079642414d");
    assertThat(of("19 Jan 2038 at 3:14:07 AM")).hasToString("b89e5988b737affc664fc2950231b2cb");
    assertThat(of("The quick brown fox jumps over the lazy dog."))
        .hasToString("cd99481f9ee902c9695da1a38987b6e7");
  }

  private static Digest of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DigestSum.of(bytes, 0, bytes.length);
  }

  @Test
  void isASumModuloTwoToThe128() {
    Random random = Seeds.random("DigestTest");
    DigestSum sum = new DigestSum();
    BigInteger expected = BigInteger.ZERO;
    Digest pieces = Digest.ZERO;
    for (int i = 0; i < 2000; i++) {
      byte[] row = new byte[random.nextInt(70)];
      random.nextBytes(row);
      long weight = random.nextBoolean() ? random.nextInt(5) - 2 : random.nextLong();
      sum.add(row, 0, row.length, weight);
      Digest one = DigestSum.of(row, 0, row.length);
      expected =
          expected
              .add(value(one).multiply(BigInteger.valueOf(weight)))
              .mod(BigInteger.ONE.shiftLeft(128));
      pieces = weight == 1 ? pieces.plus(one).minus(one) : pieces;
    }
    assertThat(value(sum.digest())).isEqualTo(expected);
    assertThat(pieces).isEqualTo(Digest.ZERO);
  }

  private static BigInteger value(Digest digest) {
    return new BigInteger(digest.toString(), 16);
  }

  @Test
  void rangesFindTheKeysThatDiffer() {
    RangeDigests left = new RangeDigests(8);
    RangeDigests right = new RangeDigests(8);
    BitSet expected = new BitSet();
    for (int i = 0; i < 5000; i++) {
      byte[] key = ("key" + i).getBytes(StandardCharsets.UTF_8);
      byte[] content = ("content" + i % 7).getBytes(StandardCharsets.UTF_8);
      left.add(key, 0, key.length, content, 0, content.length);
      if (i % 1000 == 13) {
        expected.set(left.range(key, 0, key.length));
        content[0]++;
      }
      if (i != 4444) {
        right.add(key, 0, key.length, content, 0, content.length);
      } else {
        expected.set(left.range(key, 0, key.length));
      }
    }
    assertThat(left.differing(right)).isEqualTo(expected);
    assertThat(left.total()).isNotEqualTo(right.total());
    assertThat(left.differing(left)).isEqualTo(new BitSet());
  }
}

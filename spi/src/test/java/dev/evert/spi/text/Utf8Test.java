package dev.evert.spi.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  /** Java's own decoder is the model. */
  @Test
  void whatIsNoTextIsFound() {
    Random random = Seed.random();
    int bad = 0;
    for (int i = 0; i < Seed.times(100_000); i++) {
      byte[] bytes = "abcdefgh é €uro 😀 \uFFFF日本".getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int from = random.nextInt(3) * 3;
      int found = Utf8.firstBad(bytes, from, bytes.length);
      assertThat(found < 0).isEqualTo(isText(bytes, from, bytes.length));
      if (found >= 0) {
        bad++;
        assertThat(isText(bytes, from, found)).isTrue();
      }
    }
    assertThat(bad).isPositive();
  }

  private static boolean isText(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}

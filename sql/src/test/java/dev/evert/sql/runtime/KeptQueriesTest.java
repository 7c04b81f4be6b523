package dev.evert.sql.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A thread keeps few queries, and no long ones, however many it is asked. */
class KeptQueriesTest {
  private final KeptQueries kept = new KeptQueries();

  private static Slice text(int number) {
    return Slice.of("'word%d'".formatted(number));
  }

  @Test
  void fewAreKept() {
    for (int i = 0; i < 10 * KeptQueries.MOST; i++) {
      assertThat(kept.read(text(0))).isSameAs(kept.read(text(0)));
      assertThat(kept.read(text(i))).hasToString(kept.read(text(i)).toString());
      assertThat(kept.size()).isEqualTo(Math.min(i + 1, KeptQueries.MOST));
    }
  }

  @Test
  void longOnesAreNotKept() {
    String longest = "a".repeat(1000);
    StringBuilder all = new StringBuilder("'b'");
    while (all.length() <= KeptQueries.MOST_BYTES) {
      all.append(" & '").append(longest).append('\'');
    }
    Slice text = Slice.of(all.toString());
    assertThat(kept.read(text)).isNotSameAs(kept.read(text));
    assertThat(kept.size()).isZero();
  }
}

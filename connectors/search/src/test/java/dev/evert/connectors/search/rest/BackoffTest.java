package dev.evert.connectors.search.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.testing.Seed;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waitsLongerEachTimeUntilItsPatienceEnds() {
    Pace pace = new Pace(1, BulkLimit.LEAST_BYTES, 10, 100, 1000);
    Backoff backoff = new Backoff(pace, Seed.random("waitsLongerEachTimeUntilItsPatienceEnds"));
    long waited = 0;
    long most = 10;
    while (!backoff.exhausted()) {
      long wait = backoff.next();
      assertThat(wait).isBetween(most / 2, most + 1);
      waited += wait;
      most = Math.min(100, 2 * most);
    }
    assertThat(waited).isBetween(1000L, 1101L);
    backoff.reset();
    assertThat(backoff.exhausted()).isFalse();
    assertThat(backoff.next()).isBetween(5L, 11L);
  }

  @Test
  void makesRequestsSmallerAndLargerWithinItsLimits() {
    BulkLimit limit = new BulkLimit(2 << 20);
    for (int i = 0; i < 100; i++) {
      limit.grow();
    }
    assertThat(limit.bytes()).isEqualTo(2 << 20);
    limit.shrink();
    assertThat(limit.bytes()).isEqualTo(1 << 20);
    for (int i = 0; i < 100; i++) {
      limit.shrink();
    }
    assertThat(limit.bytes()).isEqualTo(BulkLimit.LEAST_BYTES);
  }
}

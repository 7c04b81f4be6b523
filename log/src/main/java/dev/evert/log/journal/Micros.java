package dev.evert.log.journal;

import java.time.Instant;

/** Instants as microseconds since 1970-01-01T00:00Z. */
final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Micros() {}

  static long of(Instant instant) {
    return instant.getEpochSecond() * PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
  }
}

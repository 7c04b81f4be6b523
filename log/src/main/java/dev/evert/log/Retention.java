package dev.evert.log;

import java.time.Duration;

/** How long the events of a stream are kept. */
public sealed interface Retention {
  /** Events are never removed. */
  static Retention forever() {
    return Forever.INSTANCE;
  }

  /** Events may be removed once they were appended longer ago than this. */
  static Retention of(Duration age) {
    return new ForTime(age);
  }

  /** Never removed. */
  enum Forever implements Retention {
    /** The only one. */
    INSTANCE
  }

  /**
   * Removed some time after they were appended. Removal is by whole segments, so an event may live
   * longer than this.
   *
   * @param age at least one second
   */
  record ForTime(Duration age) implements Retention {
    private static final Duration MIN_AGE = Duration.ofSeconds(1);

    /** Checks the range. */
    public ForTime {
      if (age.compareTo(MIN_AGE) < 0) {
        throw new IllegalArgumentException("A retention must be at least 1 s, got " + age);
      }
    }
  }
}

package dev.evert.engine.delivery;

import dev.evert.log.LogId;

/**
 * The log that a sink's progress is told by, and what its versions begin with. A store may have
 * been filled from another log before, whose versions went up to any number: those of this one
 * begin above them, as stores take only what is newer than what they hold.
 *
 * @param base a multiple of 2^{@value DeliveryToken#BATCH_BITS}, or 0
 */
public record Lineage(LogId log, long base) {
  /** That of a progress which does not name its log. */
  static final Lineage UNKNOWN = new Lineage(new LogId(0, 0), 0);

  public Lineage {
    if (base < 0 || (base & DeliveryToken.MAX_BATCHES) != 0) {
      throw new IllegalArgumentException("versions that begin with " + base);
    }
  }

  /** That of a store which this log is the first to fill. */
  public static Lineage first(LogId log) {
    return new Lineage(log, 0);
  }

  /** That of a store which holds a version of another log. */
  static Lineage above(LogId log, long version) {
    return new Lineage(log, (version | DeliveryToken.MAX_BATCHES) + 1);
  }

  /** The version of a change that belongs to a time of the view. */
  long version(long time) {
    return base + (time << DeliveryToken.BATCH_BITS);
  }
}

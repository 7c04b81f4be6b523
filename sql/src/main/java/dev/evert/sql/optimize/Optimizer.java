package dev.evert.sql.optimize;

import dev.evert.sql.decorrelate.Decorrelation;
import dev.evert.sql.eventtime.Present;
import dev.evert.sql.plan.Plan;

/**
 * Brings plans into the form in which they are cheap to maintain. No rule makes an expression be
 * evaluated for a row that it was not evaluated for before, other than conditions, which may be
 * asked earlier.
 */
public final class Optimizer {
  private Optimizer() {}

  /** A plan that gives the same rows, with the same columns. */
  public static Plan optimize(Plan plan) {
    return improve(Decorrelation.apply(plan));
  }

  /**
   * A plan that gives the same rows at a moment, for a query that is answered once.
   *
   * @param nowMicros what {@code now()} is, in microseconds since 2000-01-01 00:00 UTC
   */
  public static Plan optimize(Plan plan, long nowMicros) {
    return improve(Present.fixed(Decorrelation.apply(plan), nowMicros));
  }

  private static Plan improve(Plan plan) {
    Plan folded = ConstantFolding.apply(plan);
    Plan filtered = FilterPushDown.apply(CommonConditions.apply(folded));
    Plan limited = PartitionTop.apply(filtered);
    Plan joined = WholePartitions.apply(limited);
    Plan ordered = JoinOrder.apply(joined);
    Plan keyed = JoinKeys.apply(ordered);
    return ColumnPruning.apply(keyed);
  }
}

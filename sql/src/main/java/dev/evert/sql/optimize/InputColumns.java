package dev.evert.sql.optimize;

import dev.evert.sql.plan.Plan;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds which columns of its inputs a plan reads, and does without the others. */
public final class InputColumns {
  private InputColumns() {}

  /** The columns that are read of each input. */
  public static Map<String, BitSet> of(Plan plan) {
    Map<String, BitSet> read = new LinkedHashMap<>();
    ColumnPruning.apply(
        plan,
        (scan, needed) -> {
          BitSet columns = read.computeIfAbsent(scan.input(), _ -> new BitSet());
          columns.or(needed);
          if (columns.isEmpty()) {
            columns.set(0);
          }
          return whole(scan);
        });
    return read;
  }

  /**
   * The plan over rows that have some of the columns only.
   *
   * @param columns of each input that the plan reads, at least those that it reads
   */
  public static Plan keep(Plan plan, Map<String, BitSet> columns) {
    return ColumnPruning.apply(
        plan,
        (scan, needed) -> {
          BitSet kept = columns.get(scan.input());
          if (kept == null || kept.isEmpty() || !includes(kept, needed)) {
            throw new IllegalArgumentException(
                scan.input() + " with columns " + kept + " of which are read " + needed);
          }
          return kept;
        });
  }

  private static BitSet whole(Plan.Scan scan) {
    BitSet all = new BitSet();
    all.set(0, scan.width());
    return all;
  }

  private static boolean includes(BitSet kept, BitSet needed) {
    BitSet missing = (BitSet) needed.clone();
    missing.andNot(kept);
    return missing.isEmpty();
  }
}

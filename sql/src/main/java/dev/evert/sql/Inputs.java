package dev.evert.sql;

import dev.evert.sql.plan.Plan;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which inputs a plan reads. */
final class Inputs {
  private Inputs() {}

  /** Their names, in the order in which the plan has them. */
  static Set<String> of(Plan plan) {
    Set<String> names = new LinkedHashSet<>();
    collect(plan, names);
    return Collections.unmodifiableSet(names);
  }

  private static void collect(Plan plan, Set<String> names) {
    if (plan instanceof Plan.Scan scan) {
      names.add(scan.input());
    }
    plan.inputs().forEach(input -> collect(input, names));
  }
}

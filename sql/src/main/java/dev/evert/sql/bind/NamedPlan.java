package dev.evert.sql.bind;

import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A query of {@code with}. Where it is named inside a query that is asked for each row, what it
 * reads of rows around it is handed on through that query's parameters.
 *
 * @param crossed the rows between the query and where it is named, the outermost first
 */
record NamedPlan(Plan plan, List<Outer> crossed) {
  NamedPlan {
    crossed = List.copyOf(crossed);
  }

  NamedPlan within(Outer outer) {
    List<Outer> more = new ArrayList<>(crossed);
    more.add(outer);
    return new NamedPlan(plan, more);
  }

  /** The plan as it is where it is named. */
  Plan resolved() {
    Plan resolved = plan;
    for (Outer outer : crossed) {
      resolved = PlanParameters.replace(resolved, outer::parameter);
    }
    return resolved;
  }
}

package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanParameters;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the rows of a query for all rows around it. Where the query itself says what each parameter
 * is equal to, that is what it is; otherwise the query is computed for each different combination
 * of values that the rows around have: its domain.
 */
final class Dependence {
  private final Plan around;
  private final List<Expression> parameters;

  /**
   * Of a query that is asked for each row of a plan.
   *
   * @param parameters of the query, over the plan's columns
   */
  Dependence(Plan around, List<Expression> parameters) {
    this.around = around;
    this.parameters = parameters;
  }

  Keyed keyed(Plan query) {
    if (!PlanParameters.in(query)) {
      return new Keyed(query, List.of(), false);
    }
    Plan bound = new BoundParameters(parameters).bind(query);
    return bound == null ? overDomain(query) : new Keyed(bound, parameters, false);
  }

  /** The same with a row for each different combination of values, whatever the query gives. */
  private Keyed overDomain(Plan query) {
    List<String> names = IntStream.range(0, parameters.size()).mapToObj(i -> "p" + i).toList();
    Plan domain = new Plan.Distinct(new Plan.Project(around, parameters, names));
    return new Keyed(new DomainPush(domain).push(query), parameters, true);
  }
}

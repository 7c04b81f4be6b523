package dev.evert.sql.plan;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Looks at, and changes, the parameters that plans read. */
public final class PlanParameters {
  private PlanParameters() {}

  /** Whether any expression of the plan reads one of the row around the plan. */
  public static boolean in(Plan plan) {
    return PlanRewrite.expressions(plan).stream().anyMatch(Parameters::in)
        || inputs(plan).stream().anyMatch(PlanParameters::in);
  }

  /** What is asked for each row of an input reads that row's parameters, not those around. */
  private static List<Plan> inputs(Plan plan) {
    return plan instanceof Apply apply ? List.of(apply.left()) : plan.inputs();
  }

  /** The plan with each parameter replaced. */
  public static Plan replace(Plan plan, Function<Expression.Parameter, Expression> replacement) {
    if (!in(plan)) {
      return plan;
    }
    List<Plan> inputs = new ArrayList<>(plan.inputs());
    for (int i = 0; i < inputs(plan).size(); i++) {
      inputs.set(i, replace(inputs.get(i), replacement));
    }
    Plan inner = PlanRewrite.withInputs(plan, inputs);
    return PlanRewrite.mapExpressions(inner, e -> Parameters.replace(e, replacement));
  }
}

package dev.evert.sql.eventtime;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.syntax.Span;
import java.util.Optional;

/** Finds what reads the present in a way that can not be kept current. */
public final class PresentCheck {
  private PresentCheck() {}

  /** The place of the first {@code now()} that is not compared, in a filter, as it has to be. */
  public static Optional<Span> of(Plan plan) {
    if (plan instanceof Plan.Filter filter) {
      for (Expression condition : Expressions.conjuncts(filter.condition())) {
        Optional<Span> found = Present.find(condition);
        int width = filter.input().width();
        if (found.isPresent() && Flips.of(Present.asColumn(condition, width), width).isEmpty()) {
          return found;
        }
      }
      return of(filter.input());
    }
    Optional<Span> own = anywhere(plan);
    if (own.isEmpty() && plan instanceof Recursion) {
      own = below(plan);
    }
    return own.or(
        () -> plan.inputs().stream().map(PresentCheck::of).flatMap(Optional::stream).findFirst());
  }

  /** The place of the first {@code now()} of all. */
  public static Optional<Span> below(Plan plan) {
    return anywhere(plan)
        .or(() ->
            plan.inputs().stream().map(PresentCheck::below).flatMap(Optional::stream).findFirst());
  }

  private static Optional<Span> anywhere(Plan plan) {
    return PlanRewrite.expressions(plan).stream()
        .map(Present::find)
        .flatMap(Optional::stream)
        .findFirst();
  }
}

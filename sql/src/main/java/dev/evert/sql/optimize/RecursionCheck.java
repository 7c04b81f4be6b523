package dev.evert.sql.optimize;

import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import dev.evert.sql.syntax.Span;
import java.util.Optional;

/** Finds what recursions can not be maintained with. */
public final class RecursionCheck {
  private RecursionCheck() {}

  /**
   * What stands in the way.
   *
   * @param what a noun
   */
  public record Problem(Span span, String what) {}

  /** The first problem, if there is any. */
  public static Optional<Problem> of(Plan plan) {
    if (plan instanceof Recursion recursion) {
      Optional<String> what = problem(recursion.step(), recursion);
      if (what.isPresent()) {
        return Optional.of(
            new Problem(recursion.span(), what.get() + " over the rows of a recursive query"));
      }
    }
    return plan.inputs().stream().map(RecursionCheck::of).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> problem(Plan plan, Recursion recursion) {
    if (!reads(plan, recursion)) {
      return Optional.empty();
    }
    Optional<String> own =
        switch (plan) {
          case Plan.Filter _, Plan.Project _, Plan.UnionAll _, Expand _, RecursiveScan _ ->
              Optional.empty();
          case Plan.Join join ->
              join.kind() == JoinType.INNER
                  ? Optional.empty()
                  : Optional.of("a " + join.kind().words());
          case Plan.Distinct _ ->
              recursion.all() ? Optional.of("distinct under union all") : Optional.empty();
          case Plan.Aggregate _, GroupingSets _ -> Optional.of("an aggregate");
          case SetOperation operation -> Optional.of(operation.type().words());
          case Plan.Top _ -> Optional.of("a limit");
          case Window _ -> Optional.of("a window function");
          case Sessions _ -> Optional.of("session");
          case Recursion _ -> Optional.of("another recursion");
          case Plan.Scan _, Plan.Values _, Apply _ -> Optional.of("this");
        };
    return own.isPresent()
        ? own
        : plan.inputs().stream()
            .map(input -> problem(input, recursion))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private static boolean reads(Plan plan, Recursion recursion) {
    return (plan instanceof RecursiveScan scan && scan.name().equals(recursion.name()))
        || plan.inputs().stream().anyMatch(input -> reads(input, recursion));
  }
}

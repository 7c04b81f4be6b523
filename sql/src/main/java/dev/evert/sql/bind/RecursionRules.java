package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.SetType;
import dev.evert.sql.plan.Window;
import dev.evert.sql.syntax.Span;
import java.util.Optional;

/**
 * What {@code with recursive} may do with the rows of a recursive query: what PostgreSQL allows,
 * and what means the same in whatever order the rows are found.
 */
final class RecursionRules {
  static final String REMEDY =
      "\"with mutually recursive r (n bigint, …) as (…)\" may do anything with its own rows";

  private final Place place;
  private final Span span;
  private final String name;

  /** Rules for a query at a place. */
  RecursionRules(Place place, Span span, String name) {
    this.place = place;
    this.span = span;
    this.name = name;
  }

  /**
   * Checks.
   *
   * @param isApart whether the rows are read once, so that what is new in an iteration can be told
   *     from what was there before
   */
  void check(Plan plan, boolean isApart) {
    problem(plan, isApart)
        .ifPresent(what -> {
          throw place.error(
              span,
              ErrorCode.SQL_UNSUPPORTED,
              what + " over the rows of a recursive query is not supported",
              REMEDY);
        });
  }

  /** Only other recursions around this one stand in the way. */
  void checkMutual(Plan plan) {
    if (reads(plan) && plan instanceof Recursion) {
      throw place.unsupported(span, "another recursion over the rows of a recursive query");
    }
    plan.inputs().forEach(this::checkMutual);
  }

  private Optional<String> problem(Plan plan, boolean isApart) {
    boolean inside = PlanRewrite.expressions(plan).stream().anyMatch(this::asks);
    if (inside) {
      return Optional.of("a query inside an expression");
    }
    if (!reads(plan)) {
      return Optional.empty();
    }
    Optional<String> own = own(plan, isApart);
    return own.isPresent()
        ? own
        : plan.inputs().stream()
            .map(input -> problem(input, isApart))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private Optional<String> own(Plan plan, boolean isApart) {
    return switch (plan) {
      case Plan.Filter _,
          Plan.Project _,
          Plan.UnionAll _,
          Plan.Distinct _,
          Expand _,
          RecursiveScan _,
          Plan.Scan _,
          Plan.Values _ ->
          Optional.empty();
      case Plan.Join join -> join(join);
      case Apply apply ->
          unless(apply.kind() == JoinType.INNER || !reads(apply.right()), "a left join");
      case Plan.Aggregate _, GroupingSets _ -> Optional.of("an aggregate");
      case Plan.Top _ -> unless(isApart, "a limit");
      case Window _ -> unless(isApart, "a window function");
      case Sessions _ -> unless(isApart, "sessions");
      case Asof _ -> Optional.of("an asof join");
      case SetOperation operation ->
          operation.type() == SetType.EXCEPT && reads(operation.right())
              ? Optional.of("except")
              : unless(isApart, operation.type().words());
      case Recursion _ -> Optional.of("another recursion");
    };
  }

  private static Optional<String> unless(boolean allowed, String what) {
    return allowed ? Optional.empty() : Optional.of(what);
  }

  /** A row must not be there for the lack of another that may still come. */
  private Optional<String> join(Plan.Join join) {
    boolean lacks =
        switch (join.kind()) {
          case INNER, SEMI -> false;
          case LEFT, ANTI -> reads(join.right());
          case FULL -> true;
        };
    return lacks ? Optional.of("a " + join.kind().words()) : Optional.empty();
  }

  private boolean asks(Expression expression) {
    return (expression instanceof OfQuery query && readsAnywhere((Plan) query.query()))
        || expression.operands().stream().anyMatch(this::asks);
  }

  private boolean readsAnywhere(Plan plan) {
    return reads(plan)
        || PlanRewrite.expressions(plan).stream().anyMatch(this::asks)
        || plan.inputs().stream().anyMatch(this::readsAnywhere);
  }

  private boolean reads(Plan plan) {
    return RecursiveScan.in(plan, name);
  }
}

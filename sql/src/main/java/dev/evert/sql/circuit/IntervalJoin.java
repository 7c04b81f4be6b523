package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Horizon;
import dev.evert.dataflow.Node;
import dev.evert.sql.eventtime.Finality;
import dev.evert.sql.eventtime.Shifted;
import dev.evert.sql.eventtime.TimeBound;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A join in which the time of one side is within a distance of that of the other.
 *
 * <p>A row is kept until no row of the other side that changes can match it. In a left join a right
 * row is kept, besides, as long as a left row that it matches may find others, or lose them: else
 * it would seem to find its first, or to lose its last.
 */
final class IntervalJoin {
  private final Plan.Join join;
  private final Horizons horizons;
  private final int width;

  /** A value of a left row is at most one of a right row, which so is kept until beyond it. */
  private @Nullable AtMost keepsRight;

  /** A value of a right row is at most one of a left row. */
  private @Nullable AtMost keepsLeft;

  /** The conditions that say so. */
  private final List<Expression> times = new ArrayList<>();

  /** A value of one side that is at most one of the other, each over its own side's columns. */
  private record AtMost(Expression less, Expression greater, List<TimeBound> bounds) {}

  IntervalJoin(Plan.Join join, Horizons horizons) {
    this.join = join;
    this.horizons = horizons;
    this.width = join.left().width();
    Expression residual = join.residual();
    if (residual != null) {
      Expressions.conjuncts(residual).forEach(this::take);
    }
  }

  /**
   * The same join, where times are compared before anything else: a condition that fails is asked
   * only of pairs within the distance, all of which are still known, so that the errors do not
   * depend on what was forgotten.
   */
  Plan.Join timesFirst() {
    if (join.residual() == null) {
      return join;
    }
    List<Expression> conditions = new ArrayList<>(times);
    for (Expression condition : Expressions.conjuncts(join.residual())) {
      if (!times.contains(condition)) {
        conditions.add(condition);
      }
    }
    Expression residual = Expressions.and(conditions);
    return new Plan.Join(join.kind(), join.left(), join.right(), join.keys(), residual);
  }

  /** The node of the join, which forgets what it need not keep. */
  Node forgetting(CircuitBuilder builder, Node node) {
    StringBuilder detail = new StringBuilder();
    Horizon right =
        keepsRight == null
            ? null
            : kept("right: ", rightBounds(keepsRight), keepsRight, join.right(), detail);
    Horizon left =
        keepsLeft == null
            ? null
            : kept("left: ", keepsLeft.bounds(), keepsLeft, join.left(), detail);
    return left == null && right == null
        ? node
        : builder.forgetting(node, left, right, detail.toString());
  }

  private List<TimeBound> rightBounds(AtMost keeps) {
    if (join.kind() == JoinType.INNER) {
      return keeps.bounds();
    }
    List<TimeBound> settled = keepsLeft == null ? List.of() : settled(keeps, keepsLeft);
    if (settled.isEmpty()) {
      return List.of();
    }
    Set<TimeBound> all = new LinkedHashSet<>(keeps.bounds());
    all.addAll(settled);
    return List.copyOf(all);
  }

  /**
   * What is least in left rows that right rows which change may match: known where both values of a
   * left row are one time of it, moved by what is as long at any time.
   */
  private static List<TimeBound> settled(AtMost keepsRight, AtMost keepsLeft) {
    Shifted less = Shifted.of(keepsRight.less()).orElse(null);
    Shifted greater = Shifted.of(keepsLeft.greater()).orElse(null);
    if (less == null || greater == null || !less.column().equals(greater.column())) {
      return List.of();
    }
    long distance = less.micros() - greater.micros();
    List<TimeBound> bounds = new ArrayList<>();
    for (TimeBound bound : keepsLeft.bounds()) {
      if (!bound.of().type().equals(greater.column().type())) {
        return List.of();
      }
      bounds.add(new TimeBound(bound.table(), Finality.later(bound.of(), distance)));
    }
    return bounds;
  }

  private static @Nullable Horizon kept(
      String side, List<TimeBound> bounds, AtMost keeps, Plan own, StringBuilder detail) {
    if (bounds.isEmpty()) {
      return null;
    }
    List<Expression> value = List.of(keeps.greater());
    detail.append(side).append(Horizons.detail(bounds)).append(" > ");
    detail.append(Details.of(own, value)).append("; ");
    return Horizons.horizon(bounds, Compilation.groupKey(Shapes.of(own), value));
  }

  private void take(Expression condition) {
    if (!(condition instanceof Expression.Compare compare)) {
      return;
    }
    Comparison comparison = compare.comparison();
    boolean up = comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
    boolean down = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
    if (up) {
      atMost(condition, compare.left(), compare.right());
    } else if (down) {
      atMost(condition, compare.right(), compare.left());
    }
  }

  private void atMost(Expression condition, Expression less, Expression greater) {
    BitSet lessColumns = Columns.of(less);
    BitSet greaterColumns = Columns.of(greater);
    if (lessColumns.isEmpty() || greaterColumns.isEmpty()) {
      return;
    }
    boolean lessIsLeft = lessColumns.length() <= width;
    boolean greaterIsLeft = greaterColumns.length() <= width;
    if (lessIsLeft && greaterColumns.nextSetBit(0) >= width && keepsRight == null) {
      keepsRight = atMost(condition, less, join.left(), ofRight(greater));
    } else if (greaterIsLeft && lessColumns.nextSetBit(0) >= width && keepsLeft == null) {
      keepsLeft = atMost(condition, ofRight(less), join.right(), greater);
    }
  }

  private @Nullable AtMost atMost(
      Expression condition, Expression less, Plan other, Expression greater) {
    List<TimeBound> bounds = horizons.times(less, other);
    if (bounds.isEmpty()) {
      return null;
    }
    times.add(condition);
    return new AtMost(less, greater, bounds);
  }

  private Expression ofRight(Expression expression) {
    return Columns.move(expression, index -> index - width);
  }
}

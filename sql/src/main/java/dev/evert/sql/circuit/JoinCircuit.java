package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.JoinKind;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.PairPredicate;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** Builds the operator of a join. */
final class JoinCircuit {
  private final CircuitBuilder builder;
  private final Node left;
  private final Node right;

  JoinCircuit(CircuitBuilder builder, Node left, Node right) {
    this.builder = builder;
    this.left = left;
    this.right = right;
  }

  /**
   * Builds.
   *
   * @param join with the keys in the order of {@link Horizons#ordered}
   * @param output the expressions that make the rows, over the columns of both sides
   */
  Node build(Plan.Join join, List<Expression> output, Horizons horizons) {
    Plan.Join timed = horizons.timesFirst(join);
    return horizons.forgetting(builder, build(timed, output), timed);
  }

  /** Builds what keeps all rows of both sides. */
  Node build(Plan.Join join, List<Expression> output) {
    RowShape leftShape = Shapes.of(join.left());
    RowShape rightShape = Shapes.of(join.right());
    boolean optional = join.kind() != JoinType.INNER;
    RowShape outputRight = optional ? nullable(rightShape) : rightShape;
    Expression residual = join.residual();
    PairPredicate condition =
        residual == null ? null : Compilation.pairCondition(leftShape, rightShape, residual);
    String detail = Details.of(join.left(), join.right(), output);
    if (residual != null) {
      detail = Details.of(join.left(), join.right(), List.of(residual)) + ": " + detail;
    }
    return builder.join(
        left,
        key(join.left(), join, true),
        right,
        key(join.right(), join, false),
        kind(join.kind()),
        condition,
        Compilation.pair(leftShape, outputRight, optional, output),
        detail);
  }

  private static JoinKind kind(JoinType type) {
    return switch (type) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case SEMI -> JoinKind.SEMI;
      case ANTI -> JoinKind.ANTI;
      case FULL -> throw new IllegalArgumentException("a full join is made of two");
    };
  }

  private static RowShape nullable(RowShape shape) {
    return new RowShape(shape.types(), shape.types().stream().map(_ -> true).toList());
  }

  private static JoinKey key(Plan side, Plan.Join join, boolean isLeft) {
    List<Expression> expressions = new ArrayList<>();
    List<Boolean> nullSafe = new ArrayList<>();
    for (Plan.Join.Key key : join.keys()) {
      expressions.add(isLeft ? key.left() : key.right());
      nullSafe.add(key.nullSafe());
    }
    boolean plain =
        !nullSafe.contains(true)
            && expressions.stream().allMatch(e -> e instanceof Expression.Column);
    if (plain) {
      int[] columns = expressions.stream().mapToInt(e -> ((Expression.Column) e).index()).toArray();
      String id = JoinKey.columnsId(columns);
      return new JoinKey(id, Compilation.joinKey(Shapes.of(side), expressions, nullSafe));
    }
    String id = Details.of(side, expressions) + " " + nullSafe;
    return new JoinKey(id, Compilation.joinKey(Shapes.of(side), expressions, nullSafe));
  }
}

package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import java.util.List;

/**
 * Builds a full join: the left join of both sides, and the right rows that match nothing. Both look
 * into the same arrangements.
 */
final class FullJoinCircuit {
  private final CircuitBuilder builder;
  private final Node left;
  private final Node right;

  FullJoinCircuit(CircuitBuilder builder, Node left, Node right) {
    this.builder = builder;
    this.left = left;
    this.right = right;
  }

  Node build(Plan.Join join, List<Expression> output) {
    Plan.Join pairs =
        new Plan.Join(JoinType.LEFT, join.left(), join.right(), join.keys(), join.residual());
    Node matched = new JoinCircuit(builder, left, right).build(pairs, output);
    Node rest = new JoinCircuit(builder, right, left).build(turned(join), ofRight(join, output));
    return builder.union(List.of(matched, rest), "full join");
  }

  /** The right rows without partner. */
  private static Plan.Join turned(Plan.Join join) {
    int formerLeft = join.left().width();
    Plan kept = join.right();
    Plan other = join.left();
    Expression residual = join.residual();
    Expression condition =
        residual == null
            ? null
            : Columns.move(residual, i -> i < formerLeft ? i + kept.width() : i - formerLeft);
    List<Plan.Join.Key> keys = join.keys().stream().map(FullJoinCircuit::turned).toList();
    return new Plan.Join(JoinType.ANTI, kept, other, keys, condition);
  }

  private static Plan.Join.Key turned(Plan.Join.Key key) {
    Expression first = key.right();
    Expression second = key.left();
    return new Plan.Join.Key(first, second, key.nullSafe());
  }

  /** The expressions for a right row alone: what is of the left is null. */
  private static List<Expression> ofRight(Plan.Join join, List<Expression> output) {
    int leftWidth = join.left().width();
    return output.stream()
        .map(e ->
            Columns.replace(
                e,
                c ->
                    c.index() < leftWidth
                        ? Expressions.ofNull(c.type())
                        : join.right().column(c.index() - leftWidth)))
        .toList();
  }
}

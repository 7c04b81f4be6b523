package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.Node;
import dev.evert.spi.row.RowWriter;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** Builds the operator that finds nearest rows. */
final class AsofCircuit {
  private final CircuitBuilder builder;
  private final Node left;
  private final Node right;

  AsofCircuit(CircuitBuilder builder, Node left, Node right) {
    this.builder = builder;
    this.left = left;
    this.right = right;
  }

  Node build(Asof asof) {
    int placeBytes = Asof.placeBytes(asof.place().type()).orElseThrow();
    boolean before =
        asof.comparison() == Comparison.GREATER || asof.comparison() == Comparison.GREATER_OR_EQUAL;
    boolean includesEqual =
        asof.comparison() == Comparison.LESS_OR_EQUAL
            || asof.comparison() == Comparison.GREATER_OR_EQUAL;
    RowShape rightShape = Shapes.of(asof.right());
    RowShape optional =
        new RowShape(rightShape.types(), rightShape.types().stream().map(_ -> true).toList());
    return builder.nearest(
        left,
        key(asof, true, before ? 0 : placeBytes),
        right,
        key(asof, false, before ? placeBytes : 0),
        placeBytes,
        includesEqual,
        asof.outer(),
        Compilation.pair(
            Shapes.of(asof.left()), asof.outer() ? optional : rightShape, true, asof.columns()),
        Details.of(asof.left(), asof.right(), asof.columns()));
  }

  /** The key, whose last bytes are turned around. */
  private static JoinKey key(Asof asof, boolean isLeft, int turnedBytes) {
    Plan side = isLeft ? asof.left() : asof.right();
    List<Expression> expressions = new ArrayList<>();
    for (Plan.Join.Key key : asof.keys()) {
      expressions.add(isLeft ? key.left() : key.right());
    }
    expressions.add(isLeft ? asof.place() : asof.rightPlace());
    KeyFunction key =
        Compilation.joinKey(
            Shapes.of(side), expressions, expressions.stream().map(_ -> false).toList());
    String id = "places " + turnedBytes + " " + Details.of(side, expressions);
    return new JoinKey(
        id, (bytes, from, to, out) -> turned(key.apply(bytes, from, to, out), out, turnedBytes));
  }

  private static boolean turned(boolean matches, RowWriter out, int count) {
    byte[] bytes = out.buffer();
    for (int i = out.size() - count; matches && i < out.size(); i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    return matches;
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.Delta;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator with nothing but what it is fed: it begins with no rows, and what it comes to know is
 * forgotten with it. So one can find out what it would give of some rows.
 */
final class Rehearsal {
  private final List<Feed> inputs = new ArrayList<>();
  private final List<RowCounts> counts = new ArrayList<>();
  private final List<Operator> operators = new ArrayList<>();
  private final RowErrors errors;
  private final Delta given = new Delta();

  /**
   * Begins with no rows.
   *
   * @param errors whose errors it makes, apart from them
   */
  Rehearsal(Node node, RowErrors errors) {
    this.errors = errors.apart();
    for (int side = 0; side < node.inputs().size(); side++) {
      inputs.add(new Feed());
      counts.add(new RowCounts());
    }
    operators.add(operator(node));
    operators.getLast().placeAt(0, _ -> collect());
  }

  private Operator operator(Node node) {
    return switch (node) {
      case Node.Aggregate aggregate ->
          AggregateOperator.of(aggregate, inputs.getFirst(), false, _ -> empty(), errors);
      case Node.Distinct distinct -> new DistinctOperator(distinct, inputs.getFirst(), empty());
      case Node.Top top -> new TopOperator(top, inputs.getFirst(), empty(), errors);
      case Node.Window window -> new WindowOperator(window, inputs.getFirst(), empty(), errors);
      case TimeNode.Sessions sessions ->
          new SessionOperator(sessions, inputs.getFirst(), empty(), empty(), errors);
      case Node.SetOperation operation ->
          new SetOperator(operation, inputs.get(0), inputs.get(1), empty(), errors);
      case Node.Join join -> join(join);
      case Node.Filter _,
          Node.Map _,
          Node.FlatMap _,
          Node.Union _,
          Node.Table _,
          Node.Stream _,
          TimeNode.Late _,
          TimeNode.FinalGroups _,
          TimeNode.During _,
          TimeNode.Forgetting _,
          TimeNode.Nearest _,
          Node.Variable _,
          Node.Recursion _ ->
          throw new IllegalArgumentException("nothing is kept by " + node.detail());
    };
  }

  private Operator join(Node.Join join) {
    Arranged left = arranged(join.leftKey(), 0);
    Arranged right = arranged(join.rightKey(), 1);
    return join.kind().isMatch()
        ? new MatchOperator(join, left, right, errors)
        : new JoinOperator(join, left, right, errors);
  }

  private Arranged arranged(JoinKey key, int side) {
    ArrangeOperator operator = new ArrangeOperator("side", key, inputs.get(side), empty(), errors);
    operators.add(operator);
    return operator.arranged();
  }

  private static Arrangement empty() {
    return new Arrangement("", RunStorage.MEMORY, false);
  }

  /** Adds rows to an input, with another cause. Only what is there counts. */
  void add(int side, Delta rows, long cause) {
    for (int i = 0; i < rows.size(); i++) {
      byte[] bytes = rows.bytes();
      int from = rows.from(i);
      int to = rows.to(i);
      long weight = counts.get(side).add(bytes, from, to, rows.weight(i));
      if (weight != 0) {
        inputs.get(side).rows().add(bytes, from, to, weight, cause);
      }
    }
  }

  /** Takes what the inputs hold. */
  void run() {
    operators.forEach(Operator::visit);
    collect();
    operators.forEach(Operator::reset);
    inputs.forEach(Feed::reset);
  }

  private void collect() {
    Delta rows = operators.getLast().out().rows();
    for (int i = 0; i < rows.size(); i++) {
      given.add(rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
    }
  }

  /** What was given since it was last forgotten. */
  Delta given() {
    return given;
  }

  /** The errors since they were last forgotten. */
  Delta errors() {
    return errors.gathered();
  }

  /** Forgets what was given, but not what it is of. */
  void forget() {
    given.reset();
    errors.forget();
  }
}

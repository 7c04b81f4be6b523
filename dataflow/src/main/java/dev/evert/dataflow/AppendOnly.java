package dev.evert.dataflow;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Finds out of which nodes rows only ever come. */
final class AppendOnly {
  private AppendOnly() {}

  /** Whether none of a node's rows is taken back, and no weight is negative. */
  static boolean holds(Node node) {
    return holds(node, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** A shared node is looked at once. */
  private static boolean holds(Node node, Set<Node> seen) {
    return !seen.add(node)
        || node instanceof TimeNode.FinalGroups
        || (addsOnly(node) && node.inputs().stream().allMatch(input -> holds(input, seen)));
  }

  /** Whether of inputs whose rows only come a node makes rows that only come. */
  private static boolean addsOnly(Node node) {
    return switch (node) {
      case Node.Stream _,
          Node.Filter _,
          Node.Map _,
          Node.FlatMap _,
          Node.Distinct _,
          Node.Union _ ->
          true;
      case Node.Join join -> join.kind() == JoinKind.INNER;
      case Node.Aggregate aggregate -> aggregate.functions().isEmpty() && !aggregate.global();
      case TimeNode.Forgetting forgetting -> addsOnly(forgetting.node());
      case Node.Table _, Node.Variable _, Node.Recursion _, Node.SetOperation _ -> false;
      case Node.Top _, Node.Window _ -> false;
      case TimeNode.FinalGroups _ -> true;
      case TimeNode.Sessions _, TimeNode.Late _, TimeNode.During _, TimeNode.Nearest _ -> false;
    };
  }
}

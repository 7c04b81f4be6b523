package dev.evert.dataflow.operator;

import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.JoinKind;
import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.spi.row.RowWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the operators inside of a recursion. What does not read its variables is outside, and
 * shared with the rest of the circuit.
 */
final class RecursionAssembly {
  private final Assembly outside;
  private final Node.Recursion node;
  private final RecursionOperator recursion;
  private final RowErrors errors;
  private final boolean isApart;
  private final List<Operator> operators = new ArrayList<>();
  private final Map<String, Operator> made = new HashMap<>();
  private final IdentityHashMap<Node, Boolean> inside = new IdentityHashMap<>();

  RecursionAssembly(Assembly outside, Node.Recursion node) {
    this.outside = outside;
    this.node = node;
    this.errors = outside.errors(outside.fingerprint(node));
    this.isApart = node.iterations().isApart();
    Arrangement beyond = outside.arrangement("recursion beyond " + outside.fingerprint(node));
    this.recursion = new RecursionOperator(node, beyond, errors);
  }

  RecursionOperator make() {
    List<Feed> results = node.bodies().stream().map(this::feed).toList();
    recursion.fill(operators, results);
    return recursion;
  }

  private boolean isInside(Node part) {
    Boolean known = inside.get(part);
    if (known == null) {
      known =
          switch (part) {
            case Node.Variable variable -> variable.recursion().equals(node.name());
            // Its variables of this name are its own.
            case Node.Recursion other when other.name().equals(node.name()) -> false;
            case Node other -> other.inputs().stream().anyMatch(this::isInside);
          };
      inside.put(part, known);
    }
    return known;
  }

  private Feed feed(Node part) {
    if (!isInside(part)) {
      return outside.operator(part).out();
    }
    if (part instanceof Node.Variable variable) {
      return recursion.variable(variable.index()).out();
    }
    String fingerprint = outside.fingerprint(part);
    Operator known = made.get(fingerprint);
    if (known == null) {
      known = make(part, fingerprint);
      made.put(fingerprint, known);
      operators.add(known);
    }
    return known.out();
  }

  private Operator make(Node part, String fingerprint) {
    return switch (part) {
      case Node.Filter filter -> new FilterOperator(filter, feed(filter.input()), errors);
      case Node.Map map -> new MapOperator(map, feed(map.input()), errors);
      case Node.FlatMap map -> new FlatMapOperator(map, feed(map.input()), errors);
      case Node.Union union ->
          new UnionOperator(union, union.inputs().stream().map(this::feed).toList());
      case Node.Join join
          when join.kind() == JoinKind.INNER
              && !(isApart && isInside(join.left()) && isInside(join.right())) ->
          join(join, fingerprint);
      case Node.Distinct distinct when !isApart || node.bodies().contains(distinct) ->
          new RecursiveDistinctOperator(
              distinct,
              feed(distinct.input()),
              arrangement("distinct", fingerprint),
              recursion.iteration());
      case Node.Join join ->
          state(join, List.of(join.leftKey().function(), join.rightKey().function()), fingerprint);
      case Node.Distinct distinct ->
          state(distinct, List.of(RecursionAssembly::whole), fingerprint);
      case Node.Aggregate aggregate ->
          state(aggregate, List.of(key(aggregate.groupKey())), fingerprint);
      case Node.Top top -> state(top, List.of(key(top.partitionKey())), fingerprint);
      case TimeNode.Sessions sessions ->
          state(sessions, List.of(key(sessions.partitionKey())), fingerprint);
      case Node.Window window -> state(window, List.of(key(window.partitionKey())), fingerprint);
      case Node.SetOperation operation -> {
        KeyFunction key = key(operation.key());
        yield state(operation, List.of(key, key), fingerprint);
      }
      case Node.Recursion other ->
          throw new IllegalArgumentException("a recursion inside of another: " + other.detail());
      case TimeNode.During _, TimeNode.Forgetting _, TimeNode.Nearest _, TimeNode.FinalGroups _ ->
          throw new IllegalArgumentException("time inside of a recursion: " + part.detail());
      case Node.Table _, Node.Stream _, TimeNode.Late _, Node.Variable _ ->
          throw new IllegalArgumentException("not of this recursion: " + part.detail());
    };
  }

  private static boolean whole(byte[] bytes, int from, int to, RowWriter out) {
    out.putEncoded(bytes, from, to - from);
    return true;
  }

  private static KeyFunction key(RowFunction function) {
    return (bytes, from, to, out) -> {
      function.apply(bytes, from, to, out);
      return true;
    };
  }

  /** An operator that keeps state, and does not know of iterations. */
  private Operator state(Node part, List<KeyFunction> keys, String fingerprint) {
    List<KeyedInput> inputs = new ArrayList<>();
    for (int side = 0; side < keys.size(); side++) {
      Node input = part.inputs().get(side);
      inputs.add(new KeyedInput(feed(input), keys.get(side), isInside(input)));
    }
    return new RecursiveStateOperator(
        part, inputs, arrangement("state", fingerprint), recursion.iteration(), isApart, errors);
  }

  private Operator join(Node.Join join, String fingerprint) {
    boolean left = isInside(join.left());
    boolean right = isInside(join.right());
    return new RecursiveJoinOperator(
        join,
        left ? side(join.left(), join.leftKey(), "left", fingerprint) : null,
        right ? side(join.right(), join.rightKey(), "right", fingerprint) : null,
        left && right
            ? null
            : outside.arranged(
                left ? join.right() : join.left(), left ? join.rightKey() : join.leftKey()),
        recursion.iteration(),
        errors);
  }

  private StampedSide side(Node part, JoinKey key, String name, String fingerprint) {
    return new StampedSide(
        "arrange " + part.detail(),
        key.function(),
        feed(part),
        arrangement(name, fingerprint),
        errors);
  }

  private Arrangement arrangement(String what, String fingerprint) {
    String id = outside.fingerprint(node) + " " + fingerprint;
    return outside.arrangement("recursive " + what + " " + id);
  }
}

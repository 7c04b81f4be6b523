package dev.evert.dataflow.operator;

import dev.evert.dataflow.CircuitPlan;
import dev.evert.dataflow.Fingerprints;
import dev.evert.dataflow.IndexPlan;
import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.ViewPlan;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Which errors are those of which view or table: the ids of the operators that it is made by. */
final class Origins {
  private final IdentityHashMap<Node, String> fingerprints = new IdentityHashMap<>();
  private final Map<String, Set<String>> byName = new HashMap<>();
  private final Set<String> all = new HashSet<>();

  private Origins() {}

  static Origins of(CircuitPlan plan) {
    Origins origins = new Origins();
    for (ViewPlan view : plan.views()) {
      Set<String> found = new HashSet<>();
      origins.collect(view.node(), found, Collections.newSetFromMap(new IdentityHashMap<>()));
      origins.put(view.name(), found);
    }
    for (IndexPlan index : plan.indexes()) {
      String fingerprint = origins.fingerprint(index.node());
      origins.put(index.name(), Set.of(arranged(index.key(), fingerprint)));
    }
    for (Node.Table table : plan.tables()) {
      origins.put(table.name(), Set.of(origins.fingerprint(table)));
    }
    return origins;
  }

  /** What an arrangement of a node's rows is known by. */
  static String arranged(JoinKey key, String fingerprint) {
    return "by " + key.id() + " of " + fingerprint;
  }

  private void put(String name, Set<String> found) {
    byName.putIfAbsent(name, found);
    all.addAll(found);
  }

  private String fingerprint(Node node) {
    return Fingerprints.of(node, fingerprints);
  }

  /** What is wrong with a table's changes is not an error of the views over it. */
  private void collect(Node node, Set<String> found, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    if (!(node instanceof Node.Table)) {
      found.add(fingerprint(node));
    }
    if (node instanceof Node.Join join) {
      found.add(arranged(join.leftKey(), fingerprint(join.left())));
      found.add(arranged(join.rightKey(), fingerprint(join.right())));
    }
    if (node instanceof Node.Recursion recursion) {
      found.add(fingerprint(recursion.core()));
    }
    if (node instanceof TimeNode.Nearest nearest) {
      found.add(arranged(nearest.leftKey(), fingerprint(nearest.left())));
      found.add(arranged(nearest.rightKey(), fingerprint(nearest.right())));
    }
    node.inputs().forEach(input -> collect(input, found, seen));
  }

  /** The ids of a view or table; empty if there is none of the name. */
  Set<String> of(String name) {
    return byName.getOrDefault(name, Set.of());
  }

  /** All ids. */
  Set<String> all() {
    return Collections.unmodifiableSet(all);
  }
}

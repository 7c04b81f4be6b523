package dev.evert.dataflow.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Which operators take rows of which others: noted while they are made. */
final class Dependencies {
  private final Deque<List<Operator>> making = new ArrayDeque<>();
  private final Map<Operator, List<Operator>> sources = new HashMap<>();

  /** Makes an operator; what is {@linkplain #use used} meanwhile it takes rows of. */
  <T extends Operator> T note(Supplier<T> maker) {
    List<Operator> used = new ArrayList<>();
    making.push(used);
    try {
      T made = maker.get();
      sources.computeIfAbsent(made, _ -> new ArrayList<>()).addAll(used);
      return made;
    } finally {
      making.pop();
    }
  }

  /** The operator that is being made takes rows of another, if one is being made. */
  void use(Operator source) {
    List<Operator> used = making.peek();
    if (used != null) {
      used.add(source);
    }
  }

  /**
   * Groups of operators that are tied to each other, each in the order given. What others than
   * those given are used for ties nobody.
   */
  Collection<List<Operator>> groups(List<Operator> operators) {
    Map<Operator, Operator> parents = new HashMap<>();
    Set<Operator> given = Set.copyOf(operators);
    for (Operator operator : operators) {
      for (Operator source : sources.getOrDefault(operator, List.of())) {
        Operator one = root(parents, operator);
        Operator other = root(parents, source);
        if (given.contains(source) && !one.equals(other)) {
          parents.put(one, other);
        }
      }
    }
    Map<Operator, List<Operator>> groups = new LinkedHashMap<>();
    for (Operator operator : operators) {
      groups.computeIfAbsent(root(parents, operator), _ -> new ArrayList<>()).add(operator);
    }
    return groups.values();
  }

  private static Operator root(Map<Operator, Operator> parents, Operator operator) {
    Operator at = operator;
    for (Operator up = parents.get(at); up != null; up = parents.get(at)) {
      at = up;
    }
    return at;
  }
}

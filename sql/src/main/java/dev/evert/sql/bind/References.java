package dev.evert.sql.bind;

import dev.evert.sql.syntax.Query;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which queries of {@code with} read which others. */
final class References {
  private final Map<String, Set<String>> direct = new HashMap<>();
  private final Map<String, Set<String>> all = new HashMap<>();

  References(List<Query.Named> queries) {
    queries.forEach(named -> direct.put(named.name(), TableNames.of(named.query())));
    queries.forEach(named -> all.put(named.name(), reach(named.name())));
  }

  private Set<String> reach(String from) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      for (String name : direct.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(name)) {
          open.push(name);
        }
      }
    }
    return reached;
  }

  /** The names that a query reads, also by way of others. */
  Set<String> of(Query.Named named) {
    return all.getOrDefault(named.name(), Set.of());
  }

  /** Of the queries that are open: some that read each other, and no others that are open. */
  List<Query.Named> next(List<Query.Named> open) {
    for (Query.Named named : open) {
      List<Query.Named> group =
          open.stream()
              .filter(other ->
                  other.name().equals(named.name())
                      || (of(named).contains(other.name()) && of(other).contains(named.name())))
              .toList();
      boolean closed =
          open.stream()
              .allMatch(other -> group.contains(other) || !of(named).contains(other.name()));
      if (closed) {
        return group;
      }
    }
    throw new IllegalStateException("a group of queries that read each other is always closed");
  }
}

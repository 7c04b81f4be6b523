package dev.evert.sql.plan;

import dev.evert.dataflow.Node.Top.Extent;
import dev.evert.dataflow.WindowFunction;
import dev.evert.sql.expression.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds columns that identify a row: no two rows of the plan are equal in all of them, nulls
 * counting as equal.
 */
public final class Keys {
  /** More candidates than these are not followed: the number may grow with each join. */
  private static final int MAX_KEYS = 16;

  private Keys() {}

  /**
   * The best key of the plan's rows; empty if there is none. Fewer columns are better, and those
   * that are never null.
   */
  public static List<Integer> best(Plan plan) {
    Set<List<Integer>> keys = of(plan);
    if (keys.contains(List.<Integer>of())) {
      return List.of(0);
    }
    List<Field> fields = plan.fields();
    return keys.stream()
        .min(
            Comparator.<List<Integer>>comparingLong(
                    key -> key.stream().filter(i -> fields.get(i).nullable()).count())
                .thenComparingInt(List::size)
                .thenComparing(List::toString))
        .orElse(List.of());
  }

  /** The keys that are known; an empty one says that there is at most one row. */
  public static Set<List<Integer>> of(Plan plan) {
    return switch (plan) {
      case Plan.Scan scan -> scan.schema().keyed() ? Set.of(scan.schema().key()) : Set.of();
      case Plan.Values values -> values.rows().size() <= 1 ? Set.of(List.of()) : Set.of();
      case Plan.Filter filter -> of(filter.input());
      case Plan.Project project -> projected(project);
      case Plan.Join join -> join.kind().pairs() ? joined(join) : of(join.left());
      case Apply _, RecursiveScan _ -> Set.of();
      case Recursion recursion ->
          recursion.bodies().get(recursion.result()).isDistinct()
              ? Set.of(range(recursion.width()))
              : Set.of();
      case Expand expand -> expand.ordinality() ? numbered(expand) : Set.of();
      case SetOperation operation -> operation(operation);
      case Plan.Aggregate aggregate -> Set.of(range(aggregate.groups().size()));
      case GroupingSets sets -> Set.of(grouping(sets));
      case Plan.Distinct distinct -> distinct(distinct);
      case Plan.UnionAll union ->
          union.inputs().size() == 1 ? of(union.inputs().getFirst()) : Set.of();
      case Plan.Top top -> top(top);
      case Window window -> window(window);
      case Sessions sessions -> of(sessions.input());
      case Asof asof -> of(asof.left());
    };
  }

  /** Where one row is left of each part, what it is parted by identifies it. */
  private static Set<List<Integer>> top(Plan.Top top) {
    boolean one = top.limit() <= 1 && top.extent() == Extent.ROWS;
    Optional<List<Integer>> parts = columns(top.partition());
    if (!one || parts.isEmpty()) {
      return of(top.input());
    }
    Set<List<Integer>> keys = new LinkedHashSet<>(of(top.input()));
    keys.add(parts.get());
    return top.partition().isEmpty() ? Set.of(List.of()) : limited(keys);
  }

  /** Rows of one partition have different numbers. */
  private static Set<List<Integer>> window(Window window) {
    Set<List<Integer>> keys = new LinkedHashSet<>(of(window.input()));
    Optional<List<Integer>> parts = columns(window.partition());
    for (int i = 0; i < window.calls().size() && parts.isPresent(); i++) {
      if (window.calls().get(i).function() instanceof WindowFunction.RowNumber) {
        List<Integer> numbered = new ArrayList<>(parts.get());
        numbered.add(window.input().width() + i);
        keys.add(numbered);
      }
    }
    return limited(keys);
  }

  /** The places of columns; empty if an expression is none. */
  private static Optional<List<Integer>> columns(List<Expression> expressions) {
    List<Integer> columns = new ArrayList<>();
    for (Expression expression : expressions) {
      if (!(expression instanceof Expression.Column column)) {
        return Optional.empty();
      }
      columns.add(column.index());
    }
    return Optional.of(columns.stream().distinct().toList());
  }

  private static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Within a row, the rows that it is expanded to are told apart by their numbers. */
  private static Set<List<Integer>> numbered(Expand expand) {
    Set<List<Integer>> keys = new LinkedHashSet<>();
    for (List<Integer> key : of(expand.input())) {
      List<Integer> more = new ArrayList<>(key);
      more.add(expand.width() - 1);
      keys.add(more);
    }
    return keys;
  }

  private static Set<List<Integer>> operation(SetOperation operation) {
    Set<List<Integer>> keys = new LinkedHashSet<>(of(operation.left()));
    if (!operation.all()) {
      keys.add(range(operation.width()));
    }
    return keys;
  }

  /** The groups, and the set. */
  private static List<Integer> grouping(GroupingSets sets) {
    List<Integer> key = new ArrayList<>(range(sets.groups().size()));
    key.add(sets.width() - 1);
    return key;
  }

  private static Set<List<Integer>> distinct(Plan.Distinct distinct) {
    Set<List<Integer>> keys = new LinkedHashSet<>(of(distinct.input()));
    keys.add(range(distinct.width()));
    return keys;
  }

  private static Set<List<Integer>> projected(Plan.Project project) {
    Set<List<Integer>> keys = new LinkedHashSet<>();
    for (List<Integer> key : of(project.input())) {
      List<Integer> places = new ArrayList<>();
      for (int column : key) {
        int place = project.expressions().indexOf(project.input().column(column));
        if (place >= 0) {
          places.add(place);
        }
      }
      if (places.size() == key.size()) {
        keys.add(places);
      }
    }
    return keys;
  }

  private static Set<List<Integer>> joined(Plan.Join join) {
    Set<List<Integer>> left = of(join.left());
    Set<List<Integer>> right = of(join.right());
    Set<List<Integer>> keys = new LinkedHashSet<>();
    boolean full = join.kind() == JoinType.FULL;
    if (!full && matchesOne(right, join.keys().stream().map(Plan.Join.Key::right).toList())) {
      keys.addAll(left);
    }
    boolean inner = join.kind() == JoinType.INNER;
    int width = join.left().width();
    if (inner && matchesOne(left, join.keys().stream().map(Plan.Join.Key::left).toList())) {
      right.forEach(key -> keys.add(shifted(key, width)));
    }
    for (List<Integer> leftKey : left) {
      for (List<Integer> rightKey : right) {
        List<Integer> both = new ArrayList<>(leftKey);
        both.addAll(shifted(rightKey, width));
        keys.add(both);
      }
    }
    return inner ? withEquals(join, keys) : limited(keys);
  }

  private static List<Integer> shifted(List<Integer> key, int by) {
    return key.stream().map(column -> column + by).toList();
  }

  /** Whether at most one row of a side has the values that it is joined by. */
  private static boolean matchesOne(Set<List<Integer>> keys, List<Expression> joinedBy) {
    Set<Integer> columns = new HashSet<>();
    for (Expression expression : joinedBy) {
      if (expression instanceof Expression.Column column) {
        columns.add(column.index());
      }
    }
    return keys.stream().anyMatch(columns::containsAll);
  }

  /** A column may stand for the one that it is equal to. */
  private static Set<List<Integer>> withEquals(Plan.Join join, Set<List<Integer>> keys) {
    Set<List<Integer>> all = new LinkedHashSet<>(keys);
    for (Plan.Join.Key equal : join.keys()) {
      if (equal.left() instanceof Expression.Column left
          && equal.right() instanceof Expression.Column right) {
        int other = right.index() + join.left().width();
        for (List<Integer> key : List.copyOf(all)) {
          all.add(replaced(key, left.index(), other));
          all.add(replaced(key, other, left.index()));
        }
      }
    }
    return limited(all);
  }

  private static List<Integer> replaced(List<Integer> key, int column, int other) {
    return key.stream().map(c -> c == column ? other : c).distinct().toList();
  }

  private static Set<List<Integer>> limited(Set<List<Integer>> keys) {
    if (keys.size() <= MAX_KEYS) {
      return keys;
    }
    Set<List<Integer>> fewest = new LinkedHashSet<>();
    keys.stream().sorted(Comparator.comparingInt(List::size)).limit(MAX_KEYS).forEach(fewest::add);
    return fewest;
  }
}

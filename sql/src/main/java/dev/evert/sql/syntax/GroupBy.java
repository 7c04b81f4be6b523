package dev.evert.sql.syntax;

import java.util.List;

/**
 * What follows {@code group by}.
 *
 * @param distinct whether of equal grouping sets only one counts
 */
public record GroupBy(boolean distinct, List<Item> items) {
  public GroupBy {
    items = List.copyOf(items);
  }

  /** Whether it has one set of groups, as without {@code grouping sets} and the like. */
  public boolean isSimple() {
    return items.stream().allMatch(item -> item instanceof Expressions);
  }

  /** An entry: each stands for one or several sets of groups. */
  public sealed interface Item {}

  /** {@code a}, {@code (a, b)} or {@code ()}: one set. */
  public record Expressions(List<Syntax> expressions) implements Item {
    public Expressions {
      expressions = List.copyOf(expressions);
    }
  }

  /** {@code grouping sets (…)}: the sets of all entries. */
  public record Sets(List<Item> items, Span span) implements Item {
    public Sets {
      items = List.copyOf(items);
    }
  }

  /** {@code rollup (…)}: all entries, all but the last one, and so on down to none. */
  public record Rollup(List<Expressions> parts, Span span) implements Item {
    public Rollup {
      parts = List.copyOf(parts);
    }
  }

  /** {@code cube (…)}: each choice among the entries. */
  public record Cube(List<Expressions> parts, Span span) implements Item {
    public Cube {
      parts = List.copyOf(parts);
    }
  }
}

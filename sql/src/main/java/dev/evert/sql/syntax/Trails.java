package dev.evert.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code search} and {@code cycle} after a recursive query ask for. */
public record Trails(@Nullable Search search, @Nullable Cycle cycle, Span span) {

  /** Nothing. */
  public static Trails none() {
    return new Trails(null, null, new Span(0, 0));
  }

  /** Whether nothing is asked for. */
  public boolean isNone() {
    return search == null && cycle == null;
  }

  /**
   * {@code search depth | breadth first by columns set column}.
   *
   * @param isDepth whether depth comes first
   */
  public record Search(boolean isDepth, List<String> by, String column) {
    public Search {
      by = List.copyOf(by);
    }
  }

  /**
   * {@code cycle columns set mark to marked default unmarked using path}.
   *
   * @param marked a literal as written
   * @param unmarked a literal as written
   */
  public record Cycle(
      List<String> columns, String mark, String marked, String unmarked, String path) {
    public Cycle {
      columns = List.copyOf(columns);
    }
  }
}

package dev.evert.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code over}, or stands in the {@code window} clause.
 *
 * @param base the window that this one builds on, or null
 * @param bare whether it is just the name of a window, without parentheses
 * @param frame null if none is written
 */
public record WindowSyntax(
    @Nullable String base,
    boolean bare,
    List<Syntax> partitionBy,
    List<Query.SortItem> orderBy,
    @Nullable Frame frame,
    Span span) {
  public WindowSyntax {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
  }

  /** {@code window name as (…)}. */
  public record Named(String name, WindowSyntax window, Span span) {}

  /** {@code rows between … and … exclude …}. */
  public record Frame(Unit unit, Bound start, Bound end, Exclusion exclusion, Span span) {}

  /** What the offsets of a frame count. */
  public enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  /**
   * One end of a frame.
   *
   * @param offset what stands before {@code preceding} or {@code following}, or null
   */
  public record Bound(Kind kind, @Nullable Syntax offset, Span span) {}

  /** Where a frame begins or ends. */
  public enum Kind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /** What is left out of a frame. */
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }
}

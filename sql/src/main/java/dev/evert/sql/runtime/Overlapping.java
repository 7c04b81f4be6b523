package dev.evert.sql.runtime;

import org.jspecify.annotations.Nullable;

/**
 * {@code overlaps}: whether two spans of time have a moment in common; ends do not belong to them.
 */
public final class Overlapping {
  private Overlapping() {}

  /** A span: its start, which is known, and its end, which may not be. */
  private record Span(long start, @Nullable Long end) {
    static @Nullable Span of(@Nullable Long one, @Nullable Long other) {
      if (one == null || other == null) {
        Long known = one == null ? other : one;
        return known == null ? null : new Span(known, null);
      }
      return new Span(Math.min(one, other), Math.max(one, other));
    }
  }

  /** Null where it is not known. */
  public static @Nullable Boolean overlap(
      @Nullable Long start,
      @Nullable Long end,
      @Nullable Long otherStart,
      @Nullable Long otherEnd) {
    Span one = Span.of(start, end);
    Span other = Span.of(otherStart, otherEnd);
    if (one == null || other == null) {
      return null;
    }
    if (one.start == other.start) {
      return (one.end == null || other.end == null) ? null : Boolean.TRUE;
    }
    Span first = one.start < other.start ? one : other;
    Span second = one.start < other.start ? other : one;
    if (first.end == null) {
      return null;
    }
    if (second.start < first.end) {
      return true;
    }
    return second.end == null ? null : Boolean.FALSE;
  }
}

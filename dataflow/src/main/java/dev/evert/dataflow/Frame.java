package dev.evert.dataflow;

import java.util.Objects;

/**
 * Which rows of the ordered partition of a row a window function looks at: those from a start to an
 * end, both included, but for excluded ones. Rows with equal sort keys are peers; a group is all
 * rows that are peers of each other.
 */
public record Frame(Bound start, Bound end, Exclusion exclusion) {
  /** All rows of the partition. */
  public static final Frame PARTITION =
      new Frame(new Bound.First(), new Bound.Last(), Exclusion.NOTHING);

  public Frame {
    Objects.requireNonNull(exclusion);
    if (start instanceof Bound.Last || end instanceof Bound.First) {
      throw new IllegalArgumentException("a frame from " + start + " to " + end);
    }
  }

  /** One end of a frame. */
  public sealed interface Bound {
    /** The partition's first row. */
    record First() implements Bound {}

    /** The partition's last row. */
    record Last() implements Bound {}

    /** The row that comes so many rows after the present one, or before it if negative. */
    record Rows(long distance) implements Bound {}

    /**
     * The group that comes so many groups after the present row's, or before it if negative: its
     * first row as a start, its last as an end.
     */
    record Groups(long distance) implements Bound {}

    /**
     * The first row whose sort key is not less than a key as a start, the last whose sort key is
     * not greater as an end.
     *
     * @param index which of the window's bounds gives the key
     */
    record Key(int index) implements Bound {}
  }

  /** Which rows near the present one are left out. */
  public enum Exclusion {
    /** None. */
    NOTHING,
    /** The present row. */
    CURRENT_ROW,
    /** The present row and its peers. */
    GROUP,
    /** The present row's peers, but not itself. */
    TIES
  }
}

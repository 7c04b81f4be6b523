package dev.evert.dataflow;

/** How often an operation on two multisets gives a row that is there l times and r times. */
public enum SetKind {
  /** Once, if both are more than 0. */
  INTERSECT,
  /** The lesser of l and r times. */
  INTERSECT_ALL,
  /** Once, if l is more than 0 and r is not. */
  EXCEPT,
  /** As much as l is more than r. */
  EXCEPT_ALL;

  /** How often the row is given. */
  public long count(long left, long right) {
    long l = Math.max(left, 0);
    long r = Math.max(right, 0);
    return switch (this) {
      case INTERSECT -> l > 0 && r > 0 ? 1 : 0;
      case INTERSECT_ALL -> Math.min(l, r);
      case EXCEPT -> l > 0 && r == 0 ? 1 : 0;
      case EXCEPT_ALL -> Math.max(l - r, 0);
    };
  }
}

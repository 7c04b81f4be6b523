package dev.evert.dataflow;

/** Which rows a join keeps. */
public enum JoinKind {
  /** The pairs that match. */
  INNER,
  /** The pairs that match, and each left row that matches nothing. */
  LEFT,
  /** Each left row that matches something, as often as it is there. */
  SEMI,
  /** Each left row that matches nothing, as often as it is there. */
  ANTI;

  /** Whether it gives left rows only, not pairs. */
  public boolean isMatch() {
    return this == SEMI || this == ANTI;
  }
}

package dev.evert.dataflow;

/** Which rows a join keeps. */
public enum JoinKind {
  /** The pairs that match. */
  INNER,
  /** The pairs that match, and each left row that matches nothing. */
  LEFT
}

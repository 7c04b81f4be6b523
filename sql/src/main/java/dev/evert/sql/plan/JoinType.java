package dev.evert.sql.plan;

/** Which rows a join keeps. */
public enum JoinType {
  /** The pairs that match. */
  INNER("join"),
  /** The pairs that match, and the left rows that match nothing. */
  LEFT("left join"),
  /** The pairs that match, and the rows of both sides that match nothing. */
  FULL("full join"),
  /** The left rows that match something. */
  SEMI("semi join"),
  /** The left rows that match nothing. */
  ANTI("anti join");

  private final String words;

  JoinType(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** Whether its rows are pairs, not just left rows. */
  public boolean pairs() {
    return this != SEMI && this != ANTI;
  }

  /** Whether the columns of the right side may be null since nothing matched. */
  public boolean optionalRight() {
    return this == LEFT || this == FULL;
  }
}

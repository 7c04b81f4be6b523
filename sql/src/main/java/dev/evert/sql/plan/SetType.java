package dev.evert.sql.plan;

import dev.evert.dataflow.SetKind;

/** What an operation on two sets of rows gives. */
public enum SetType {
  /** What both have. */
  INTERSECT("intersect", SetKind.INTERSECT, SetKind.INTERSECT_ALL),
  /** What the first has and the second has not. */
  EXCEPT("except", SetKind.EXCEPT, SetKind.EXCEPT_ALL);

  private final String words;
  private final SetKind once;
  private final SetKind all;

  SetType(String words, SetKind once, SetKind all) {
    this.words = words;
    this.once = once;
    this.all = all;
  }

  /** As SQL writes it. */
  public String words() {
    return words;
  }

  /** How often a row is there. */
  public SetKind kind(boolean withAll) {
    return withAll ? all : once;
  }
}

package dev.evert.engine.program;

/** What a program has given for a row. */
sealed interface Answer {

  /**
   * Rows.
   *
   * @param json an array of objects, in the form of jsonb
   */
  record Rows(String json) implements Answer {}

  /**
   * None that can be used.
   *
   * @param reason for a person who wants to mend the program or the row
   */
  record Refused(String reason) implements Answer {}
}

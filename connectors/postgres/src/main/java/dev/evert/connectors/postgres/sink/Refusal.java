package dev.evert.connectors.postgres.sink;

import java.sql.SQLException;

/** Tells failures that are a row's fault from those that are not. */
final class Refusal {

  private Refusal() {}

  /**
   * Whether the server refuses a row for what it is: a value that a type does not have, a
   * constraint that does not hold, a trigger that raises an error, a row that is too large.
   */
  static boolean isOf(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("44")
        || state.startsWith("54")
        || state.equals("P0001");
  }
}

package dev.evert.sql;

import java.util.List;
import java.util.Objects;

/**
 * A statement that changes rows of a table, as a query for what it changes.
 *
 * @param kind what the rows of the query are
 * @param query gives the columns of the rows concerned, then for each check whether it is not false
 * @param checks the texts of the checks
 */
public record CompiledChange(Kind kind, CompiledQuery query, List<String> checks) {
  public CompiledChange {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(query);
    checks = List.copyOf(checks);
  }

  /** What a row of the query holds. */
  public enum Kind {
    /** The columns of a row that is to be there, then the checks. */
    INSERT,
    /** The columns of a row that is there, then those that it is to have, then the checks. */
    UPDATE,
    /** The columns of a row that is to go. */
    DELETE
  }
}

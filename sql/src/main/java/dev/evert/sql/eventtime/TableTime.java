package dev.evert.sql.eventtime;

import java.util.Objects;

/**
 * The time of a table with a watermark.
 *
 * @param table as the circuit calls it, whatever a query does
 * @param column that holds the time
 */
public record TableTime(String table, int column) {
  public TableTime {
    Objects.requireNonNull(table);
  }
}

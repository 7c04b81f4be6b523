package dev.evert.dataflow;

import dev.evert.spi.error.ErrorCode;

/**
 * A row that could not be evaluated.
 *
 * @param operator the node's detail, or the table's name
 * @param code the kind of failure
 * @param message the failure in words
 * @param row the row, or both rows of a pair one after the other, or a group's key
 * @param weight how often
 */
public record RowError(String operator, ErrorCode code, String message, byte[] row, long weight) {
  /** The failure in one line: id, SQLSTATE and message. */
  public String describe() {
    return code.id() + " (" + code.sqlState() + "): " + message;
  }
}

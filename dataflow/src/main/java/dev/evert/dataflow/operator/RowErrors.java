package dev.evert.dataflow.operator;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Takes the rows that one operator could not evaluate. */
final class RowErrors {
  private static final byte[] NONE = {};

  private final ErrorStream stream;
  private final String origin;

  RowErrors(ErrorStream stream, String origin) {
    this.stream = stream;
    this.origin = origin;
  }

  /** A row of an operator failed. */
  void add(
      String operator,
      EvertException failure,
      byte[] bytes,
      int from,
      int to,
      long weight,
      long cause) {
    addPair(operator, failure, bytes, from, to, NONE, 0, 0, weight, cause);
  }

  /** A pair of rows of an operator failed. */
  void addPair(
      String operator,
      EvertException failure,
      byte[] left,
      int leftFrom,
      int leftTo,
      byte[] right,
      int rightFrom,
      int rightTo,
      long weight,
      long cause) {
    byte[] pair = new byte[leftTo - leftFrom + rightTo - rightFrom];
    System.arraycopy(left, leftFrom, pair, 0, leftTo - leftFrom);
    System.arraycopy(right, rightFrom, pair, leftTo - leftFrom, rightTo - rightFrom);
    stream.add(origin, operator, failure, pair, weight, cause);
  }

  /** A change of a table was refused; stays for good. */
  void refuse(String table, String reason, byte[] bytes, int from, int to, long cause) {
    add(table, new EvertException(ErrorCode.BAD_RECORD, reason), bytes, from, to, 1, cause);
    stream.countRefused();
  }
}

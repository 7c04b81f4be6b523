package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
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

  /** Errors of the same origin that nobody sees, until they are {@linkplain #pass passed} on. */
  RowErrors apart() {
    return new RowErrors(new ErrorStream(), origin);
  }

  /** What came since it was last forgotten; only asked of errors that are apart. */
  Delta gathered() {
    return stream.out().rows();
  }

  /** Forgets what came. */
  void forget() {
    stream.reset();
  }

  /** Passes on what others have gathered, as often as they have it, or as much less often. */
  void pass(Delta others, int sign) {
    stream.addAll(others, sign);
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.RowError;
import dev.evert.dataflow.delta.Delta;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

/** Takes the rows that could not be evaluated, as rows of a multiset of its own. */
final class RowErrors extends Operator {
  /** Operator, error code, message, whether the change was refused for good, row. */
  static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.required("operator", Type.Text.ANY),
              Column.required("code", Type.Text.ANY),
              Column.required("message", Type.Text.ANY),
              Column.required("row", Type.Simple.BYTEA)),
          List.of());

  /** The view that keeps them; no other can be named so. */
  static final String VIEW = "";

  private static final int MAX_MESSAGE_CHARS = 1000;

  private final byte[] none = new byte[0];
  private long refused;

  RowErrors() {
    super("errors");
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
    addPair(operator, failure, bytes, from, to, none, 0, 0, weight, cause);
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
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    Delta rows = out().rows();
    RowWriter writer = rows.writer();
    writer.putText(operator);
    writer.putText(failure.code().name());
    writer.putText(message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    byte[] pair = new byte[leftTo - leftFrom + rightTo - rightFrom];
    System.arraycopy(left, leftFrom, pair, 0, leftTo - leftFrom);
    System.arraycopy(right, rightFrom, pair, leftTo - leftFrom, rightTo - rightFrom);
    writer.putBytes(pair, 0, pair.length);
    rows.end(weight, cause);
  }

  /** A change of a table was refused; stays for good. */
  void refuse(String table, String reason, byte[] bytes, int from, int to, long cause) {
    add(table, new EvertException(ErrorCode.BAD_RECORD, reason), bytes, from, to, 1, cause);
    refused++;
  }

  long refused() {
    return refused;
  }

  void refused(long refused) {
    this.refused = refused;
  }

  /** Reads an error back. */
  static RowError read(byte[] bytes, int from, int to, long weight) {
    RowReader reader = new RowReader().set(bytes, from, to);
    String operator = reader.readText();
    ErrorCode code = ErrorCode.valueOf(reader.readText());
    return new RowError(operator, code, reader.readText(), reader.readBytes(), weight);
  }

  @Override
  void visit() {}
}

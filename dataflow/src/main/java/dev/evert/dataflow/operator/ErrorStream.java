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
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows that operators could not evaluate, as rows of a multiset of its own. Operators of
 * different branches may add to it at once; this object guards it.
 */
final class ErrorStream extends Operator {
  /** Whose row it is, operator, error code, message, row. */
  static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.required("origin", Type.Text.ANY),
              Column.required("operator", Type.Text.ANY),
              Column.required("code", Type.Text.ANY),
              Column.required("message", Type.Text.ANY),
              Column.required("row", Type.Simple.BYTEA)),
          List.of());

  /** The view that keeps them; no other can be named so. */
  static final String VIEW = "";

  private static final int MAX_MESSAGE_CHARS = 1000;

  private @Nullable OutputOperator output;
  private long refused;

  ErrorStream() {
    super("errors");
  }

  /** Where its rows are kept. */
  void keptIn(OutputOperator output) {
    this.output = output;
  }

  /** Has what came so far kept. */
  synchronized void passOn() {
    if (output != null && !out().rows().isEmpty()) {
      output.visit();
      reset();
    }
  }

  /** The errors of what is known by an id from run to run. */
  RowErrors of(String origin) {
    return new RowErrors(this, origin);
  }

  synchronized void add(
      String origin, String operator, EvertException failure, byte[] row, long weight, long cause) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    Delta rows = out().rows();
    RowWriter writer = rows.writer();
    writer.putText(origin);
    writer.putText(operator);
    writer.putText(failure.code().name());
    writer.putText(message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    writer.putBytes(row, 0, row.length);
    rows.end(weight, cause);
  }

  /**
   * Adds rows of another.
   *
   * @param sign -1 to take them back
   */
  synchronized void addAll(Delta others, int sign) {
    for (int i = 0; i < others.size(); i++) {
      long weight = sign * others.weight(i);
      out().rows().add(others.bytes(), others.from(i), others.to(i), weight, others.cause(i));
    }
  }

  /** One more change of a table was refused, for good. */
  void countRefused() {
    refused++;
  }

  long refused() {
    return refused;
  }

  void refused(long refused) {
    this.refused = refused;
  }

  /** Whose error a row is. */
  static String origin(byte[] bytes, int from, int to) {
    return new RowReader().set(bytes, from, to).readText();
  }

  /** Reads an error back. */
  static RowError read(byte[] bytes, int from, int to, long weight) {
    RowReader reader = new RowReader().set(bytes, from, to);
    reader.readText();
    String operator = reader.readText();
    ErrorCode code = ErrorCode.valueOf(reader.readText());
    return new RowError(operator, code, reader.readText(), reader.readBytes(), weight);
  }

  @Override
  void visit() {}
}

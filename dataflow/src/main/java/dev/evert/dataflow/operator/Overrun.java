package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;

/**
 * What the last iteration that a recursion may have changed: each row that came in it, or went, is
 * an error, since the recursion would go on with it.
 */
final class Overrun {
  private final String label;
  private final EvertException failure;
  private final RowErrors errors;
  private final StampedState rows;
  private final StampedHistory history = new StampedHistory();
  private final RowWriter key = new RowWriter();
  private final byte[] variables = new byte[1];

  Overrun(String label, int max, Arrangement rows, RowErrors errors) {
    this.label = label;
    this.failure =
        new EvertException(
            ErrorCode.LIMIT_EXCEEDED, "the recursion goes on after " + max + " iterations");
    this.rows = new StampedState(rows);
    this.errors = errors;
  }

  /** The last iteration changes what a variable would hold. */
  void add(int variable, byte[] bytes, int from, int to, long weight, long cause) {
    variables[0] = (byte) variable;
    key.reset().putEncoded(variables, 0, 1);
    key.putEncoded(bytes, from, to - from);
    history.read(rows, key.buffer(), 0, key.size());
    long former = 0;
    for (int i = 0; i < history.size(); i++) {
      former += history.weight(i);
    }
    rows.add(key.buffer(), 0, key.size(), key.size(), 0, weight);
    long more = Math.abs(former + weight) - Math.abs(former);
    if (more != 0) {
      errors.add(label, failure, bytes, from, to, more, cause);
    }
  }

  void end() {
    rows.end();
    rows.relieve();
  }

  Arrangement arrangement() {
    return rows.arrangement();
  }
}

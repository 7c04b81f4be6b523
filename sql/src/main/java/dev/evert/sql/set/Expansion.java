package dev.evert.sql.set;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.RowsFunction;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.RowFailure;
import java.util.List;

/**
 * Puts the rows of calls beside a row: the first row of each call, then the second of each, and
 * nulls where a call has fewer than another.
 */
public final class Expansion implements RowsFunction {
  private final RowFunction arguments;
  private final List<SetFunction> functions;
  private final boolean ordinality;
  private final boolean outer;
  private final RowWriter values = new RowWriter();
  private final RowReader reader = new RowReader();
  private final RowReader probe = new RowReader();
  private final SetRows[] rows;

  /**
   * An expansion by calls.
   *
   * @param arguments writes the arguments of all calls
   * @param ordinality whether a row ends with its number, from 1
   * @param outer whether a row for which no call gives anything stays, with nulls
   */
  public Expansion(
      RowFunction arguments, List<SetFunction> functions, boolean ordinality, boolean outer) {
    this.arguments = arguments;
    this.functions = List.copyOf(functions);
    this.ordinality = ordinality;
    this.outer = outer;
    this.rows = new SetRows[functions.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new SetRows();
    }
  }

  @Override
  public void apply(byte[] bytes, int from, int to, Rows out) {
    values.reset();
    arguments.apply(bytes, from, to, values);
    reader.set(values.buffer(), 0, values.size());
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[i].reset();
      call(functions.get(i), rows[i]);
      count = Math.max(count, rows[i].size());
    }
    for (int i = 0; i < count; i++) {
      put(bytes, from, to, i, out);
    }
    if (count == 0 && outer) {
      put(bytes, from, to, -1, out);
    }
  }

  private void call(SetFunction function, SetRows made) {
    boolean missing = false;
    probe.set(values.buffer(), reader.offset(), values.size());
    for (Type parameter : function.parameters()) {
      missing |= !probe.isPresent();
      probe.skip(parameter);
    }
    int end = probe.offset();
    if (!missing) {
      make(function, made);
    }
    reader.set(values.buffer(), end, values.size());
  }

  private void make(SetFunction function, SetRows made) {
    try {
      function.rows().make(reader, made);
    } catch (StackOverflowError e) {
      throw RowFailure.of(e);
    }
  }

  private void put(byte[] bytes, int from, int to, int row, Rows out) {
    RowWriter writer = out.writer();
    writer.putEncoded(bytes, from, to - from);
    for (int i = 0; i < rows.length; i++) {
      if (row >= 0 && row < rows[i].size()) {
        rows[i].copy(row, writer);
      } else {
        functions.get(i).columns().forEach(_ -> writer.putNull());
      }
    }
    if (ordinality && row >= 0) {
      writer.putInt8(row + 1L);
    } else if (ordinality) {
      writer.putNull();
    }
    out.end();
  }
}

package dev.evert.engine.audit;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.ViewOutput;
import dev.evert.spi.row.RowWriter;
import java.util.function.UnaryOperator;

/**
 * The rows of a view as the records that a sink holds: in a view without key, equal rows are
 * numbered from 0.
 */
final class ViewRecords implements Records {
  private final ViewOutput view;
  private final UnaryOperator<byte[]> content;
  private final RowWriter key = new RowWriter();

  /**
   * @param content what a sink gives back for a row
   */
  ViewRecords(ViewOutput view, UnaryOperator<byte[]> content) {
    this.view = view;
    this.content = content;
  }

  @Override
  public void scan(Visitor visitor) {
    boolean keyed = view.schema().keyed();
    try (RowCursor rows = view.rows()) {
      while (rows.next()) {
        byte[] row = java.util.Arrays.copyOfRange(rows.rowBytes(), rows.rowFrom(), rows.rowTo());
        byte[] shown = content.apply(row);
        for (long number = 0; number < rows.weight(); number++) {
          key.reset();
          key.putEncoded(rows.keyBytes(), rows.keyFrom(), rows.keyTo() - rows.keyFrom());
          if (!keyed) {
            key.putInt8(number);
          }
          visitor.record(key.buffer(), 0, key.size(), shown, 0, shown.length, 1);
        }
      }
    }
  }
}

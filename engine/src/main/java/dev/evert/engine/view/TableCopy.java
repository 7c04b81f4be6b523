package dev.evert.engine.view;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import java.util.function.BooleanSupplier;

/** Puts the rows of a table into a table of another circuit. */
public final class TableCopy {
  private static final long MOST_STEP_BYTES = 8 << 20;

  /** What goes into a circuit at once is sorted, joined and indexed: it takes a few times that. */
  private static final int STEP_PART = 16;

  private TableCopy() {}

  /**
   * Copies all rows as they were published last, each with all columns of the other table; the
   * other circuit is stepped, not published.
   *
   * @param to a table of {@code circuit} with the same key
   * @param stateBytes about how much heap the other circuit's state may take
   */
  public static void copy(TableInput from, Circuit circuit, TableInput to, long stateBytes) {
    copy(from.rows(), circuit, to, stateBytes, () -> false);
  }

  /**
   * Copies rows with the key of a table of another circuit, which is stepped, not published.
   *
   * @param from is closed
   * @param to a table of {@code circuit}
   * @param stateBytes about how much heap the circuit's state may take
   * @param cancelled asked from time to time: the rest is then not copied
   */
  public static void copy(
      RowCursor from, Circuit circuit, TableInput to, long stateBytes, BooleanSupplier cancelled) {
    long stepBytes = Math.min(MOST_STEP_BYTES, stateBytes / STEP_PART);
    RowWriter both = new RowWriter();
    RowShape shape = new RowShape(to.schema());
    boolean keyed = to.schema().keyed();
    try (RowCursor rows = from) {
      while (!cancelled.getAsBoolean() && rows.next()) {
        int key = rows.keyTo() - rows.keyFrom();
        both.reset();
        both.putEncoded(rows.keyBytes(), rows.keyFrom(), key);
        shape.fit(rows.rowBytes(), rows.rowFrom(), rows.rowTo(), both);
        if (keyed) {
          to.upsert(both.buffer(), 0, key, key, both.size(), 0);
        } else {
          for (long i = 0; i < rows.weight(); i++) {
            to.insert(both.buffer(), key, both.size(), 0);
          }
        }
        if (to.pendingBytes() > stepBytes) {
          circuit.step();
        }
      }
    }
    circuit.step();
  }
}

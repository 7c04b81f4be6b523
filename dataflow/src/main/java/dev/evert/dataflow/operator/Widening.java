package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;

/** Gives all rows of a multiset the columns that their table has now. */
final class Widening {
  private Widening() {}

  static void apply(Arrangement arrangement, RowShape shape) {
    MergeCursor cursor = new MergeCursor().over(arrangement.runs());
    RunBuilder wide = new RunBuilder(false);
    RowWriter wideRow = new RowWriter();
    while (cursor.next()) {
      shape.fit(cursor.bytes(), cursor.keyFrom(), cursor.keyTo(), wideRow.reset());
      wide.add(wideRow.buffer(), 0, wideRow.size(), wideRow.size(), cursor.weight(), 0);
    }
    cursor.clear();
    Run run = wide.finish();
    arrangement.clear();
    if (run != null) {
      arrangement.add(run);
    }
  }
}

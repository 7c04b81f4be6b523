package dev.evert.dataflow.operator;

import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunCursor;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.dataflow.output.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands a table's own runs to a view of all its rows under the same key: what the table arranged
 * need not be arranged once more.
 */
final class TableOutputOperator extends Operator {
  private final View view;
  private final Arranged.Look table;
  private final RunCursor cursor = new RunCursor();
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(true);
  private final DigestSum digest = new DigestSum();

  TableOutputOperator(View view, Arranged table) {
    super("view " + view.name());
    this.view = view;
    this.table = new Arranged.Look(table);
  }

  @Override
  void visit() {
    if (!table.take()) {
      return;
    }
    RowShape shape = table.shape();
    digest.reset();
    Run run = shape == null ? asItIs() : fitted(shape);
    if (run != null) {
      view.add(run, digest.digest());
    }
  }

  private Run asItIs() {
    cursor.over(table.event(), table.eventBlocks(), 1);
    while (cursor.next()) {
      digest.add(cursor.bytes(), cursor.keyTo(), cursor.valueTo(), cursor.weight());
    }
    cursor.clear();
    return table.event().hold();
  }

  /** The view has the columns that it was built with: rows that differ in others are the same. */
  private @Nullable Run fitted(RowShape shape) {
    cursor.over(table.event(), table.eventBlocks(), 1);
    while (cursor.next()) {
      byte[] bytes = cursor.bytes();
      batch.writer().putEncoded(bytes, cursor.keyFrom(), cursor.keyTo() - cursor.keyFrom());
      batch.endKey();
      int from = batch.writer().size();
      shape.fit(bytes, cursor.keyTo(), cursor.valueTo(), batch.writer());
      digest.add(batch.bytes(), from, batch.sizeBytes(), cursor.weight());
      batch.end(cursor.weight(), cursor.cause());
    }
    cursor.clear();
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    return run;
  }

  @Override
  List<View> views() {
    return List.of(view);
  }

  @Override
  long taken() {
    return table.total();
  }

  @Override
  OperatorStats stats() {
    return view.stats();
  }
}

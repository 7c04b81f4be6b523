package dev.evert.dataflow.operator;

import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.dataflow.output.View;
import dev.evert.spi.row.KeyColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arranges rows by the key of a view, and hands them to it. */
final class OutputOperator extends Operator {
  private final Port input;
  private final View view;
  private final @Nullable KeyColumns key;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(true);
  private final DigestSum digest = new DigestSum();

  OutputOperator(View view, Feed input) {
    super(label(view.name()));
    this.view = view;
    this.input = new Port(input);
    this.key = view.schema().keyed() ? new KeyColumns(view.schema()) : null;
  }

  /** What the output of a view is called. */
  static String label(String view) {
    return "view " + view;
  }

  View view() {
    return view;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    digest.reset();
    byte[] bytes = rows.bytes();
    for (int i = 0; i < rows.size(); i++) {
      int from = rows.from(i);
      int to = rows.to(i);
      digest.add(bytes, from, to, rows.weight(i));
      if (key == null) {
        batch.writer().putEncoded(bytes, from, to - from);
        batch.endKey();
      } else {
        key.copy(bytes, from, to, batch.writer());
        batch.endKey();
        batch.writer().putEncoded(bytes, from, to - from);
      }
      batch.end(rows.weight(i), rows.cause(i));
    }
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    if (run != null) {
      view.add(run, digest.digest());
    }
  }

  @Override
  List<View> views() {
    return List.of(view);
  }

  @Override
  long taken() {
    return input.total();
  }

  @Override
  OperatorStats stats() {
    return view.stats();
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.Errors;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.output.View;
import java.util.function.Consumer;

/** Reads errors back from the view that keeps them. */
final class ErrorRows implements Errors {
  private final View view;
  private volatile long refused;

  ErrorRows(View view) {
    this.view = view;
  }

  void publish(long refused) {
    this.refused = refused;
  }

  @Override
  public long count() {
    return view.rowCount();
  }

  @Override
  public long refusedCount() {
    return refused;
  }

  @Override
  public void forEach(int limit, Consumer<RowError> visitor) {
    try (RowCursor rows = view.rows()) {
      for (int i = 0; i < limit && rows.next(); i++) {
        visitor.accept(
            ErrorStream.read(rows.rowBytes(), rows.rowFrom(), rows.rowTo(), rows.weight()));
      }
    }
  }
}

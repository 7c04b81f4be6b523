package dev.evert.dataflow.operator;

import dev.evert.dataflow.Errors;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.output.View;
import java.util.Set;
import java.util.function.Consumer;

/** The errors of one view or table. */
final class OwnErrors implements Errors {
  private final View view;
  private final Set<String> origins;
  private final boolean refusals;

  /**
   * Errors among others.
   *
   * @param origins the ids of the operators whose errors they are
   * @param refusals whether they are a table's: changes that were refused
   */
  OwnErrors(View view, Set<String> origins, boolean refusals) {
    this.view = view;
    this.origins = origins;
    this.refusals = refusals;
  }

  @Override
  public long count() {
    long[] sum = {0};
    forEach(Integer.MAX_VALUE, error -> sum[0] += error.weight());
    return sum[0];
  }

  @Override
  public long refusedCount() {
    return refusals ? count() : 0;
  }

  @Override
  public void forEach(int limit, Consumer<RowError> visitor) {
    int found = 0;
    try (RowCursor rows = view.rows()) {
      while (found < limit && rows.next()) {
        byte[] bytes = rows.rowBytes();
        if (origins.contains(ErrorStream.origin(bytes, rows.rowFrom(), rows.rowTo()))) {
          visitor.accept(ErrorStream.read(bytes, rows.rowFrom(), rows.rowTo(), rows.weight()));
          found++;
        }
      }
    }
  }
}

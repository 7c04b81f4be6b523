package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import org.jspecify.annotations.Nullable;

/** Puts the rows of one table into a batch, as rows that are there. */
final class BatchTarget implements RowTarget {
  private final SourceBatch batch;
  private final int table;
  private final @Nullable KeyColumns key;
  private int start;

  BatchTarget(SourceBatch batch, int table, CapturedTable captured) {
    this.batch = batch;
    this.table = table;
    this.key = captured.schema().keyed() ? new KeyColumns(captured.schema()) : null;
  }

  @Override
  public RowWriter begin() {
    RowWriter out = batch.begin(key == null ? ChangeKind.INSERT : ChangeKind.UPSERT, table);
    start = out.size();
    return out;
  }

  @Override
  public void end() {
    RowWriter out = batch.writer();
    batch.endRow();
    if (key != null) {
      key.copy(out.buffer(), start, out.size(), out);
    }
    batch.end();
  }
}

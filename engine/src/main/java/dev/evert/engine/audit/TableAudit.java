package dev.evert.engine.audit;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.engine.view.MaintainedView.NamedTable;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceSnapshot;

/** Compares a table with what its source holds. */
final class TableAudit {
  private final NamedTable table;
  private final SourceSnapshot snapshot;
  private final int number;

  /**
   * @param number of the table in the source
   */
  TableAudit(NamedTable table, SourceSnapshot snapshot, int number) {
    this.table = table;
    this.snapshot = snapshot;
    this.number = number;
  }

  Comparison compare(String position) throws InterruptedException {
    Schema schema = table.input().schema();
    return new RecordComparison(this::source, this::table)
        .compare("table " + table.name(), position, new KeyText(schema)::show, (_, _) -> {});
  }

  private void source(Records.Visitor visitor) throws InterruptedException {
    Schema schema = table.input().schema();
    if (!schema.keyed()) {
      snapshot.scan(
          number, (bytes, from, to) -> visitor.record(bytes, from, to, bytes, from, to, 1));
      return;
    }
    KeyColumns columns = new KeyColumns(schema);
    RowWriter key = new RowWriter();
    snapshot.scan(
        number,
        (bytes, from, to) -> {
          columns.copy(bytes, from, to, key.reset());
          visitor.record(key.buffer(), 0, key.size(), bytes, from, to, 1);
        });
  }

  private void table(Records.Visitor visitor) {
    scan(table.input(), visitor);
  }

  private static void scan(TableInput table, Records.Visitor visitor) {
    try (RowCursor rows = table.rows()) {
      while (rows.next()) {
        visitor.record(
            rows.keyBytes(),
            rows.keyFrom(),
            rows.keyTo(),
            rows.rowBytes(),
            rows.rowFrom(),
            rows.rowTo(),
            rows.weight());
      }
    }
  }
}

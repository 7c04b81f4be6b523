package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.AddedColumn;
import dev.evert.connectors.postgres.catalog.CapturedColumn;
import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.catalog.KnownColumns;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.source.SourceBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes up columns that were added before a moment in which rows are copied: their values may have
 * been set by changes that the stream does not tell.
 */
final class Widening {

  private Widening() {}

  /**
   * Compares the tables as they are in the moment with what is known of them.
   *
   * @param link sees the moment
   * @param now what it sees
   * @param batch takes the schemas that have changed
   */
  static void apply(Link link, List<CapturedTable> now, CapturedTables tables, SourceBatch batch)
      throws SQLException {
    for (int i = 0; i < now.size(); i++) {
      CapturedTable known = tables.get(i);
      CapturedTable seen = now.get(i);
      CapturedTable same = KnownColumns.restrict(seen, known.schema());
      if (seen.schema().width() > known.schema().width()) {
        CapturedTable wider = widen(link, same, seen);
        tables.set(i, wider);
        batch.schema(i, SchemaFormat.toBytes(wider.schema()));
      }
    }
  }

  private static CapturedTable widen(Link link, CapturedTable known, CapturedTable seen)
      throws SQLException {
    List<CapturedColumn> columns = new ArrayList<>(known.columns());
    for (CapturedColumn column : seen.columns()) {
      if (known.schema().indexOf(column.name()) < 0) {
        Optional<AddedColumn> added = AddedColumn.find(link, known.oid(), column.name());
        columns.add(
            added.map(a -> column.as(a.column(column.name(), column.mapping()))).orElse(column));
      }
    }
    List<Column> plain = columns.stream().map(CapturedColumn::column).toList();
    return new CapturedTable(
        known.oid(),
        known.name(),
        known.partitioned(),
        known.fullIdentity(),
        new Schema(plain, known.schema().key()),
        columns);
  }
}

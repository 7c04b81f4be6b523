package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.AddedColumn;
import dev.evert.connectors.postgres.catalog.CapturedColumn;
import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.type.TypeCatalog;
import dev.evert.connectors.postgres.type.TypeMapping;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import java.sql.SQLException;
import java.util.Optional;

/** Finds out in the catalog what the stream does not say of columns. */
final class NewColumns {
  private final SideLink side;

  NewColumns(SideLink side) {
    this.side = side;
  }

  /** A type's name with its parameters. */
  String typeName(int oid, int modifier) throws SQLException {
    return side.get()
        .query("select format_type(" + (oid & 0xFFFF_FFFFL) + "::oid, " + modifier + ")")
        .orElse("another one");
  }

  /**
   * A known column, with the value that rows from before it have; empty if the table has no such
   * column now.
   *
   * @throws EvertException {@link ErrorCode#SCHEMA_CHANGED} if these values differ from row to row
   */
  Optional<Column> find(CapturedTable table, CapturedColumn known) throws SQLException {
    Optional<AddedColumn> found = added(table, known.name(), known.typeOid());
    return known.column().missing() != null
        ? found.map(_ -> known.column())
        : found.map(column -> column.column(known.name(), known.mapping()));
  }

  /**
   * A column that was added.
   *
   * @throws EvertException {@link ErrorCode#SCHEMA_CHANGED} if the rows that were there got values
   *     that differ from row to row
   */
  CapturedColumn read(CapturedTable table, RelationMessage.Column told) throws SQLException {
    TypeMapping mapping = new TypeCatalog(side.get()).find(told.typeOid(), told.modifier());
    Optional<AddedColumn> added = added(table, told.name(), told.typeOid());
    Column column =
        added
            .map(found -> found.column(told.name(), mapping))
            .orElseGet(() -> Column.nullable(told.name(), mapping.type()));
    return new CapturedColumn(column, told.typeOid(), told.modifier(), mapping);
  }

  private Optional<AddedColumn> added(CapturedTable table, String name, int typeOid)
      throws SQLException {
    Optional<AddedColumn> added =
        AddedColumn.find(side.get(), table.oid(), name).filter(found -> found.typeOid() == typeOid);
    if (added.isPresent() && added.get().computed()) {
      throw new EvertException(
          ErrorCode.SCHEMA_CHANGED,
          "table %s has a new column %s, computed for each row: the log does not tell these values"
              .formatted(table.name(), name));
    }
    return added;
  }
}

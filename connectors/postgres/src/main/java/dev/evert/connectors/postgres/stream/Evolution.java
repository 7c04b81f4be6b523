package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedColumn;
import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table as the stream tells it with the table as it was known. New columns are taken up;
 * any other change is an error that names the column.
 */
final class Evolution {
  private static final int ADDED_SINCE = 1;

  private final CapturedTables tables;
  private final NewColumns newColumns;

  Evolution(CapturedTables tables, NewColumns newColumns) {
    this.tables = tables;
    this.newColumns = newColumns;
  }

  /**
   * Binds a table to what the stream says of it.
   *
   * @param number the table's number in the source
   * @param appender takes the table's new schema, if it has one
   */
  Binding bind(int number, RelationMessage message, Appender appender) throws SQLException {
    CapturedTable known = tables.get(number);
    checkIdentity(known, message);
    byte[] rest = notYetAdded(known, message);
    List<RelationMessage.Column> added = added(known, message);
    if (!added.isEmpty()) {
      CapturedTable wider = widen(known, added);
      tables.set(number, wider);
      appender.schema(number, wider.schema());
      known = wider;
    }
    return new Binding(number, known, message, rest);
  }

  private static void checkIdentity(CapturedTable known, RelationMessage message) {
    if (message.identity() == 'n') {
      throw changed(known, "has REPLICA IDENTITY NOTHING now", ErrorCode.TABLE_WITHOUT_KEY);
    }
    if (!known.schema().keyed()) {
      if (message.identity() != 'f' && !known.partitioned()) {
        throw changed(known, "has REPLICA IDENTITY FULL no more", ErrorCode.TABLE_WITHOUT_KEY);
      }
      return;
    }
    Set<String> key =
        known.schema().keyColumns().stream().map(c -> c.name()).collect(Collectors.toSet());
    Set<String> told =
        message.columns().stream()
            .filter(RelationMessage.Column::key)
            .map(RelationMessage.Column::name)
            .collect(Collectors.toCollection(HashSet::new));
    if (message.identity() != 'f' && !told.equals(key)) {
      String change = "has another key now: " + told + " instead of " + key;
      throw changed(known, change, ErrorCode.SCHEMA_CHANGED);
    }
  }

  private static EvertException changed(CapturedTable table, String change, ErrorCode code) {
    return new EvertException(code, "table " + table.name() + " " + change);
  }

  /**
   * Checks the columns that are known; the fields of those that the message does not have yet.
   * After a crash the stream may be told once more from before a column was added, and a copy may
   * have seen a column before the stream tells it.
   */
  private byte[] notYetAdded(CapturedTable known, RelationMessage message) throws SQLException {
    RowWriter fields = new RowWriter();
    for (CapturedColumn column : known.columns()) {
      RelationMessage.Column told = find(message, column.name());
      if (told == null) {
        putFieldBefore(known, column, message, fields);
      } else if (fields.size() > 0) {
        throw gone(known, column, message);
      } else if (told.typeOid() != column.typeOid() || told.modifier() != column.modifier()) {
        String now = newColumns.typeName(told.typeOid(), told.modifier());
        String change = "column " + column.name() + " has changed its type from ";
        throw changed(
            known, change + column.column().type().sql() + " to " + now, ErrorCode.SCHEMA_CHANGED);
      }
    }
    return fields.toBytes();
  }

  private void putFieldBefore(
      CapturedTable known, CapturedColumn column, RelationMessage message, RowWriter out)
      throws SQLException {
    Optional<Column> present = newColumns.find(known, column);
    if (present.isEmpty() || known.columns().indexOf(column) < message.columns().size()) {
      throw gone(known, column, message);
    }
    Column before = present.get();
    if (before.missing() == null && !column.column().nullable()) {
      throw changed(
          known,
          "has had no column " + column.name() + " before, which is never null now",
          ErrorCode.SCHEMA_CHANGED);
    }
    before.putMissing(out);
  }

  private static EvertException gone(
      CapturedTable known, CapturedColumn column, RelationMessage message) {
    List<RelationMessage.Column> added = added(known, message);
    String renamed =
        added.size() == ADDED_SINCE ? ", or was renamed to " + added.getFirst().name() : "";
    String change = "has no column " + column.name() + " any more: it was dropped" + renamed;
    return changed(known, change, ErrorCode.SCHEMA_CHANGED);
  }

  private static RelationMessage.@Nullable Column find(RelationMessage message, String name) {
    for (RelationMessage.Column column : message.columns()) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }

  private static List<RelationMessage.Column> added(CapturedTable known, RelationMessage message) {
    return message.columns().stream()
        .filter(column -> known.schema().indexOf(column.name()) < 0)
        .toList();
  }

  private CapturedTable widen(CapturedTable known, List<RelationMessage.Column> added)
      throws SQLException {
    List<CapturedColumn> columns = new ArrayList<>(known.columns());
    for (RelationMessage.Column column : added) {
      columns.add(newColumns.read(known, column));
    }
    Schema schema =
        new Schema(columns.stream().map(CapturedColumn::column).toList(), known.schema().key());
    return new CapturedTable(
        known.oid(), known.name(), known.partitioned(), known.fullIdentity(), schema, columns);
  }
}

package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;

/** What every row of a table has to keep to. One thread. */
final class RowRules {
  private final Entry.Table table;
  private final Schema schema;
  private final List<String> checks;
  private final RowReader reader = new RowReader();

  RowRules(Entry.Table table) {
    this.table = table;
    this.schema = table.schema();
    this.checks = table.definition().checks();
  }

  /**
   * Checks a row, and the values of the table's checks after it.
   *
   * @return where the row ends
   * @throws EvertException NULL_NOT_ALLOWED or CHECK_VIOLATED
   */
  int check(byte[] bytes, int from, int to) {
    reader.set(bytes, from, to);
    for (Column column : schema.columns()) {
      if (!reader.isPresent() && !column.nullable()) {
        throw new EvertException(
            ErrorCode.NULL_NOT_ALLOWED,
            "null value in column \"" + column.name() + "\" of table \"" + table.name() + "\"");
      }
      reader.skip(column.type());
    }
    int end = reader.offset();
    for (String check : checks) {
      if (!reader.isPresent()) {
        reader.skip(Type.Simple.BOOLEAN);
      } else if (!reader.readBoolean()) {
        throw new EvertException(
            ErrorCode.CHECK_VIOLATED,
            "a row of table \"" + table.name() + "\" does not fulfil its check " + check);
      }
    }
    return end;
  }
}

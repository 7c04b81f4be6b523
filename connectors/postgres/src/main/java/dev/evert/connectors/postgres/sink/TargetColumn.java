package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.spi.row.Column;

/**
 * A column of the table that is filled.
 *
 * @param column the view's column
 * @param sqlType the type that it has in the target's database, as {@code format_type} writes it
 */
record TargetColumn(Column column, String sqlType) {
  /** The column's name, quoted. */
  String sqlName() {
    return Sql.name(column.name());
  }

  /** For CREATE TABLE and ALTER TABLE. */
  String definition() {
    return sqlName() + " " + sqlType;
  }
}

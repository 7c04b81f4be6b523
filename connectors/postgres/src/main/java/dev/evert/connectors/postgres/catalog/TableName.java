package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.Sql;

/** A table's name and its schema's, as they are spelled in the catalog. */
public record TableName(String schema, String table) {
  /** For SQL, quoted. */
  public String sql() {
    return Sql.name(schema, table);
  }

  /** For people. */
  @Override
  public String toString() {
    return schema + "." + table;
  }
}

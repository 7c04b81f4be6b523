package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.TableName;
import dev.evert.connectors.postgres.connect.Link;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds where a table's rows are. */
final class Leaves {
  private static final String QUERY =
      """
      select c.oid, n.nspname, c.relname, pg_relation_filenode(c.oid),
        pg_relation_size(c.oid) / current_setting('block_size')::int, c.reltuples
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where case when ? then
          c.oid in (select relid from pg_partition_tree(?::oid) where isleaf) and c.relkind = 'r'
        else c.oid = ?::oid end
      order by c.oid\
      """;

  private Leaves() {}

  /**
   * A table or partition that holds rows.
   *
   * @param rows the server's estimate; negative if it has none
   */
  record Leaf(int oid, TableName name, long file, long pages, float rows) {}

  /** The table itself, or its partitions in the order of their numbers. */
  static List<Leaf> find(Link link, CapturedTable table) throws SQLException {
    List<Leaf> leaves = new ArrayList<>();
    try (PreparedStatement statement = link.connection().prepareStatement(QUERY)) {
      statement.setBoolean(1, table.partitioned());
      statement.setLong(2, table.oid() & 0xFFFF_FFFFL);
      statement.setLong(3, table.oid() & 0xFFFF_FFFFL);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          TableName name = new TableName(row.getString(2), row.getString(3));
          int oid = (int) row.getLong(1);
          leaves.add(new Leaf(oid, name, row.getLong(4), row.getLong(5), row.getFloat(6)));
        }
      }
    }
    return leaves;
  }
}

package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log tells of the old row of an update or delete.
 *
 * @param full whether it is the whole row
 * @param key the columns that identify a row, in the key's order; none where only the whole row
 *     does, and equal rows can not be told apart
 */
record ReplicaIdentity(boolean full, List<String> key) {
  private static final String IDENTITY = "select relreplident from pg_class where oid = ?";
  private static final String KEY =
      """
      select a.attname from pg_index i
      cross join unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = ? and i.indisvalid and i.indimmediate and k.place <= i.indnkeyatts
        and case when ? then i.indisreplident else i.indisprimary end
      order by k.place\
      """;
  private static final String LEAVES =
      """
      select n.nspname, c.relname, c.relreplident,
        exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
      from pg_partition_tree(?::oid) t join pg_class c on c.oid = t.relid
      join pg_namespace n on n.oid = c.relnamespace where t.isleaf\
      """;

  ReplicaIdentity {
    key = List.copyOf(key);
  }

  static ReplicaIdentity read(Link link, TableFinder.Relation table) throws SQLException {
    char identity = identity(link, table.oid());
    ReplicaIdentity found =
        switch (identity) {
          case 'f' -> new ReplicaIdentity(true, key(link, table.oid(), false));
          case 'i' -> new ReplicaIdentity(false, key(link, table.oid(), true));
          case 'd' -> new ReplicaIdentity(false, key(link, table.oid(), false));
          default -> throw without(table.name(), "has REPLICA IDENTITY NOTHING");
        };
    if (found.key.isEmpty() && !found.full) {
      String lack = identity == 'i' ? "has lost the index of its identity" : "has no primary key";
      throw without(table.name(), lack);
    }
    if (table.partitioned()) {
      checkLeaves(link, table, found);
    }
    return found;
  }

  private static EvertException without(TableName table, String lack) {
    return new EvertException(
        ErrorCode.TABLE_WITHOUT_KEY,
        "table " + table + " " + lack + ": its updates and deletes can not be told row by row",
        "Add a primary key, or ALTER TABLE " + table.sql() + " REPLICA IDENTITY FULL.");
  }

  private static char identity(Link link, int oid) throws SQLException {
    try (PreparedStatement statement = link.connection().prepareStatement(IDENTITY)) {
      statement.setLong(1, oid & 0xFFFF_FFFFL);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1).charAt(0) : 'n';
      }
    }
  }

  private static List<String> key(Link link, int oid, boolean byIdentity) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = link.connection().prepareStatement(KEY)) {
      statement.setLong(1, oid & 0xFFFF_FFFFL);
      statement.setBoolean(2, byIdentity);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  /** Changes are logged by each partition's own identity, whatever that of the whole table is. */
  private static void checkLeaves(Link link, TableFinder.Relation table, ReplicaIdentity whole)
      throws SQLException {
    try (PreparedStatement statement = link.connection().prepareStatement(LEAVES)) {
      statement.setLong(1, table.oid() & 0xFFFF_FFFFL);
      try (ResultSet leaf = statement.executeQuery()) {
        while (leaf.next()) {
          char identity = leaf.getString(3).charAt(0);
          boolean byKey = identity == 'd' && leaf.getBoolean(4) && !whole.key.isEmpty();
          if (identity != 'f' && !byKey) {
            TableName name = new TableName(leaf.getString(1), leaf.getString(2));
            throw without(name, "(a partition of " + table.name() + ") has another identity");
          }
        }
      }
    }
  }
}

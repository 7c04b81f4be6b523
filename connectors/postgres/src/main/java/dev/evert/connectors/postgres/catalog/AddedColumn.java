package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.type.TypeMapping;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says now of a column that was added to a table.
 *
 * @param missing the value, as text, of rows that were there before; null if they have none
 * @param computed whether the rows that were there got values of their own
 */
public record AddedColumn(
    int typeOid, boolean notNull, @Nullable String missing, boolean computed) {
  /**
   * A partitioned table keeps no missing values itself; all its partitions keep the same. A default
   * without missing value was either computed row by row, into a new file, or is younger than the
   * column.
   */
  private static final String QUERY =
      """
      with leaf as (select ?::oid as oid
        union select relid from pg_partition_tree(?::oid) where isleaf)
      select a.atttypid, a.attnotnull,
        (select (m.attmissingval::text::text[])[1] from pg_attribute m
         where m.attname = a.attname and m.atthasmissing
           and m.attrelid in (select oid from leaf) limit 1),
        (a.atthasdef or a.attidentity <> '') and exists (
          select from leaf where pg_relation_filenode(leaf.oid) <> leaf.oid)
      from pg_attribute a where a.attrelid = ? and a.attname = ? and not a.attisdropped\
      """;

  /** Asks for a column; empty if the table has none of this name now. */
  public static Optional<AddedColumn> find(Link link, int table, String name) throws SQLException {
    try (PreparedStatement statement = link.connection().prepareStatement(QUERY)) {
      for (int i = 1; i <= 3; i++) {
        statement.setLong(i, table & 0xFFFF_FFFFL);
      }
      statement.setString(4, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static AddedColumn read(ResultSet row) throws SQLException {
    String missing = row.getString(3);
    boolean computed = missing == null && row.getBoolean(4);
    return new AddedColumn((int) row.getLong(1), row.getBoolean(2), missing, computed);
  }

  /** The column for a schema of which earlier rows lack it. */
  public Column column(String name, TypeMapping mapping) {
    if (missing == null) {
      return new Column(name, mapping.type(), true, null);
    }
    byte[] text = missing.getBytes(StandardCharsets.UTF_8);
    RowWriter out = new RowWriter();
    mapping.text().decode(text, 0, text.length, out);
    return new Column(name, mapping.type(), !notNull, out.toBytes());
  }
}

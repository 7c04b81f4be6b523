package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.type.TypeCatalog;
import dev.evert.connectors.postgres.type.TypeMapping;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads from the catalog what a table's rows look like and what identifies them. */
public final class TableReader {
  private static final String COLUMNS =
      """
      select attname, atttypid, atttypmod, attnotnull, attgenerated
      from pg_attribute where attrelid = ? and attnum > 0 and not attisdropped order by attnum\
      """;

  private final Link link;
  private final boolean generated;
  private final TypeCatalog types;

  /**
   * Asks this connection.
   *
   * @param generated whether stored generated columns are published
   */
  public TableReader(Link link, boolean generated) {
    this.link = link;
    this.generated = generated;
    this.types = new TypeCatalog(link);
  }

  /**
   * Reads a table.
   *
   * @throws EvertException if its changes can not be told row by row, or may not be read
   */
  public CapturedTable read(TableFinder.Relation relation) throws SQLException {
    checkRight(relation);
    ReplicaIdentity identity = ReplicaIdentity.read(link, relation);
    List<CapturedColumn> columns = columns(relation.oid());
    Schema schema =
        new Schema(
            columns.stream().map(CapturedColumn::column).toList(),
            indexes(identity.key(), columns, relation.name()));
    return new CapturedTable(
        relation.oid(), relation.name(), relation.partitioned(), identity.full(), schema, columns);
  }

  private void checkRight(TableFinder.Relation relation) throws SQLException {
    long oid = relation.oid() & 0xFFFF_FFFFL;
    if (link.value("select has_table_privilege(" + oid + "::oid, 'SELECT')").equals("f")) {
      String user = link.value("select quote_ident(current_user)");
      throw new EvertException(
          ErrorCode.NOT_PERMITTED,
          "user " + user + " may not read table " + relation.name(),
          "GRANT SELECT ON " + relation.name().sql() + " TO " + user);
    }
  }

  private List<CapturedColumn> columns(int oid) throws SQLException {
    List<CapturedColumn> columns = new ArrayList<>();
    try (PreparedStatement statement = link.connection().prepareStatement(COLUMNS)) {
      statement.setLong(1, oid & 0xFFFF_FFFFL);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String formula = row.getString(5);
          if (formula.isEmpty() || (formula.equals("s") && generated)) {
            columns.add(column(row));
          }
        }
      }
    }
    return columns;
  }

  private CapturedColumn column(ResultSet row) throws SQLException {
    int oid = (int) row.getLong(2);
    int modifier = row.getInt(3);
    TypeMapping mapping = types.find(oid, modifier);
    Column column = Column.of(row.getString(1), mapping.type(), !row.getBoolean(4));
    return new CapturedColumn(column, oid, modifier, mapping);
  }

  private static List<Integer> indexes(
      List<String> key, List<CapturedColumn> columns, TableName table) {
    List<String> names = columns.stream().map(CapturedColumn::name).toList();
    List<Integer> indexes = new ArrayList<>();
    for (String name : key) {
      if (!names.contains(name)) {
        throw new EvertException(
            ErrorCode.TABLE_WITHOUT_KEY,
            "column " + name + " of the key of " + table + " is generated and not published");
      }
      indexes.add(names.indexOf(name));
    }
    return indexes;
  }
}

package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.CloseNames;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the table that a URI names. */
public final class TableFinder {
  private static final String QUERY =
      """
      select c.oid, n.nspname, c.relname, c.relkind, c.relpersistence
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.oid = case when ?::text is null then to_regclass(quote_ident(?))
        else to_regclass(quote_ident(?) || '.' || quote_ident(?)) end\
      """;
  private static final String NAMES =
      """
      select n.nspname, c.relname, pg_table_is_visible(c.oid)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
      limit 10000\
      """;

  private final Link link;
  private final String database;

  /** Looks in the database of this connection. */
  public TableFinder(Link link, String database) {
    this.link = link;
    this.database = database;
  }

  /**
   * A relation of the catalog.
   *
   * @param kind {@code pg_class.relkind}
   * @param persistence {@code pg_class.relpersistence}
   */
  public record Relation(int oid, TableName name, char kind, char persistence) {
    /** Whether its rows are in partitions. */
    public boolean partitioned() {
      return kind == 'p';
    }
  }

  /** The relation that is named, of whatever kind; empty if there is none. */
  public Optional<Relation> find(PostgresUri uri) throws SQLException {
    try (PreparedStatement statement = link.connection().prepareStatement(QUERY)) {
      statement.setString(1, uri.schema().orElse(null));
      statement.setString(2, uri.table());
      statement.setString(3, uri.schema().orElse(""));
      statement.setString(4, uri.table());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static Relation read(ResultSet row) throws SQLException {
    TableName name = new TableName(row.getString(2), row.getString(3));
    char kind = row.getString(4).charAt(0);
    return new Relation((int) row.getLong(1), name, kind, row.getString(5).charAt(0));
  }

  /**
   * The table that is named, whose changes can be followed.
   *
   * @throws EvertException if there is none, naming one that may have been meant, or if the
   *     relation's kind has no changes that the log tells
   */
  public Relation findTable(PostgresUri uri) throws SQLException {
    Relation found = find(uri).orElseThrow(() -> missing(uri));
    switch (found.kind()) {
      case 'r', 'p' -> {}
      case 'v' -> throw unfit(found, "a view", "Name the tables that the view reads.");
      case 'm' -> throw unfit(found, "a materialized view", "Name the tables that the view reads.");
      case 'f' -> throw unfit(found, "a foreign table", "Connect to the server that has it.");
      default -> throw unfit(found, "not a table", "Name a table.");
    }
    if (found.persistence() == 'u') {
      throw unfit(found, "unlogged", "ALTER TABLE " + found.name().sql() + " SET LOGGED");
    }
    if (found.persistence() == 't') {
      throw unfit(found, "temporary", "Name a table that stays.");
    }
    return found;
  }

  private EvertException unfit(Relation relation, String what, String remedy) {
    return new EvertException(
        ErrorCode.NO_SUCH_TABLE,
        relation.name() + " in database " + database + " is " + what + ": it can not be followed",
        remedy);
  }

  private EvertException missing(PostgresUri uri) {
    String wanted = uri.schema().map(schema -> schema + ".").orElse("") + uri.table();
    return new EvertException(
        ErrorCode.NO_SUCH_TABLE,
        "database " + database + " has no table " + wanted + hint(uri, wanted));
  }

  private String hint(PostgresUri uri, String wanted) {
    try (Statement statement = link.connection().createStatement();
        ResultSet rows = statement.executeQuery(NAMES)) {
      Set<String> names = new HashSet<>();
      while (rows.next()) {
        boolean bare = uri.schema().isEmpty() && rows.getBoolean(3);
        names.add(bare ? rows.getString(2) : rows.getString(1) + "." + rows.getString(2));
      }
      return CloseNames.hint(wanted, names);
    } catch (SQLException e) {
      return "";
    }
  }
}

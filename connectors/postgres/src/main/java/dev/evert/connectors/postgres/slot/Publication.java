package dev.evert.connectors.postgres.slot;

import dev.evert.connectors.postgres.catalog.TableFinder.Relation;
import dev.evert.connectors.postgres.catalog.TableName;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A publication: the list of tables of which a slot tells the changes.
 *
 * @param own whether it was named, and is made and dropped, by Evert
 */
public record Publication(String name, boolean own) {
  private static final String FLAGS =
      "select pubinsert and pubupdate and pubdelete and pubtruncate, pubviaroot";
  private static final String TABLES =
      "select schemaname, tablename, %s from pg_publication_tables where pubname = ?";

  private static final String WHOLE = " and p.rowfilter is null";

  /** Whether it is there. */
  public boolean exists(Link link) throws SQLException {
    String where = " where pubname = " + Sql.string(name);
    return link.query("select 1 from pg_publication" + where).isPresent();
  }

  /** Whether stored generated columns are published: for an own one wherever the server can. */
  public boolean publishesGenerated(Link link) throws SQLException {
    if (link.version() < 180_000) {
      return false;
    }
    String where = " where pubname = " + Sql.string(name);
    String query = "select pubgencols = 's' from pg_publication" + where;
    return own || link.query(query).orElse("f").equals("t");
  }

  /**
   * Makes it, or makes it fit, if it is an own one; otherwise checks that it fits.
   *
   * @throws EvertException saying what is missing, and what to do
   */
  public void ensure(Link link, List<Relation> tables) throws SQLException {
    if (!own) {
      check(link, tables);
      return;
    }
    try {
      if (!exists(link)) {
        link.execute(creation(link, tables));
      } else if (!published(link).equals(names(tables))) {
        link.execute("ALTER PUBLICATION " + Sql.name(name) + " SET TABLE " + list(tables));
      }
    } catch (SQLException e) {
      throw refused(e, creation(link, tables));
    }
  }

  private EvertException refused(SQLException failure, String creation) {
    EvertException general = SqlFailure.of(failure, "making publication " + name);
    if (general.code() != ErrorCode.NOT_PERMITTED) {
      return general;
    }
    return new EvertException(
        ErrorCode.NOT_PERMITTED,
        String.valueOf(general.getMessage()),
        "Let the tables' owner run: " + creation + "; then add ?publication=" + name,
        failure);
  }

  private String creation(Link link, List<Relation> tables) throws SQLException {
    String generated = link.version() < 180_000 ? "" : ", publish_generated_columns = stored";
    return "CREATE PUBLICATION "
        + Sql.name(name)
        + " FOR TABLE "
        + list(tables)
        + " WITH (publish_via_partition_root = true"
        + generated
        + ")";
  }

  private static String list(List<Relation> tables) {
    return tables.stream()
        .map(table -> (table.partitioned() ? "" : "ONLY ") + table.name().sql())
        .collect(Collectors.joining(", "));
  }

  private static Set<TableName> names(List<Relation> tables) {
    return tables.stream().map(Relation::name).collect(Collectors.toSet());
  }

  private Set<TableName> published(Link link) throws SQLException {
    Set<TableName> names = new HashSet<>();
    try (PreparedStatement statement =
        link.connection().prepareStatement(TABLES.formatted("null"))) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(new TableName(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return names;
  }

  private void check(Link link, List<Relation> tables) throws SQLException {
    if (!exists(link)) {
      String creation = creation(link, tables);
      throw new EvertException(
          ErrorCode.BAD_OPTION, "there is no publication " + name, "Run: " + creation);
    }
    checkFlags(link, tables.stream().anyMatch(Relation::partitioned));
    Set<TableName> published = published(link);
    for (TableName table : names(tables)) {
      if (!published.contains(table)) {
        String change = "ALTER PUBLICATION " + Sql.name(name) + " ADD TABLE " + table.sql();
        throw new EvertException(
            ErrorCode.BAD_OPTION, "publication " + name + " lacks table " + table, change);
      }
    }
    if (link.version() >= 150_000) {
      checkWhole(link, names(tables));
    }
  }

  private void checkFlags(Link link, boolean partitioned) throws SQLException {
    String query = FLAGS + " from pg_publication where pubname = ?";
    try (PreparedStatement statement = link.connection().prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next() && (!row.getBoolean(1) || (partitioned && !row.getBoolean(2)))) {
          String wanted = "publish = 'insert, update, delete, truncate'";
          String roots = partitioned ? ", publish_via_partition_root = true" : "";
          throw new EvertException(
              ErrorCode.BAD_OPTION,
              "publication " + name + " does not publish all changes",
              "ALTER PUBLICATION " + Sql.name(name) + " SET (" + wanted + roots + ")");
        }
      }
    }
  }

  /** A row filter or column list would make the stream tell less than the snapshot shows. */
  private void checkWhole(Link link, Set<TableName> tables) throws SQLException {
    String partial =
        """
        rowfilter is not null or cardinality(attnames) < (
          select count(*) from pg_attribute where attnum > 0 and not attisdropped
            and attgenerated = ''
            and attrelid = (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass)\
        """;
    String query = TABLES.formatted(partial);
    try (PreparedStatement statement = link.connection().prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          TableName table = new TableName(row.getString(1), row.getString(2));
          if (row.getBoolean(3) && tables.contains(table)) {
            throw new EvertException(
                ErrorCode.BAD_OPTION,
                "publication " + name + " filters the rows or columns of " + table,
                "Name a publication of whole tables, and select from them in the pipe.");
          }
        }
      }
    }
  }

  /**
   * Checks that it still tells all changes of tables that are followed.
   *
   * @throws EvertException {@link ErrorCode#SLOT_LOST} saying what it does not tell any more
   */
  public void checkKept(Link link, List<Origin.Table> tables) throws SQLException {
    String where = " from pg_publication where pubname = " + Sql.string(name);
    String flags = "select pubinsert and pubupdate and pubdelete and pubtruncate";
    Optional<String> whole = link.query(flags + where);
    if (whole.isEmpty()) {
      throw lost("is gone", "");
    }
    if (!whole.get().equals("t")) {
      throw lost("does not publish all changes any more", "");
    }
    String oids =
        tables.stream()
            .map(table -> "(" + (table.oid() & 0xFFFF_FFFFL) + "::oid)")
            .collect(Collectors.joining(", "));
    String told =
        """
        select from pg_publication_tables p join pg_namespace n on n.nspname = p.schemaname
          join pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
        where c.oid = t.oid and p.pubname =\
        """
            + Sql.string(name)
            + (link.version() < 150_000 ? "" : WHOLE);
    String there = "exists (select from pg_class c where c.oid = t.oid)";
    String query =
        "select t.oid from (values %s) t (oid) where %s and not exists (%s)"
            .formatted(oids, there, told);
    Optional<String> missing = link.query(query);
    if (missing.isPresent()) {
      lack(missing.get(), tables);
    }
  }

  private void lack(String oid, List<Origin.Table> tables) {
    for (Origin.Table table : tables) {
      if (table.oid() == Integer.parseUnsignedInt(oid)) {
        throw lost("lacks rows of table " + table.name(), " table " + table.name());
      }
    }
  }

  private EvertException lost(String what, String table) {
    String first = own ? "" : "Let publication " + name + " publish all changes of" + table + "; ";
    return new EvertException(
        ErrorCode.SLOT_LOST,
        "publication " + name + " " + what + ": changes may be missing",
        first + "start the pipe with --resnapshot.");
  }

  /** Drops it if it is an own one. */
  public void drop(Link link) throws SQLException {
    if (own) {
      link.execute("DROP PUBLICATION IF EXISTS " + Sql.name(name));
    }
  }
}

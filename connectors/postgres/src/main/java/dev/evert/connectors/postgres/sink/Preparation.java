package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.catalog.TableFinder;
import dev.evert.connectors.postgres.catalog.TableName;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds or makes a target.
 *
 * @param entry how far the target is
 */
record Preparation(Target target, ProgressTable.Entry entry) {
  /** A type that can not be a key, or does not exist, or has other limits in older servers. */
  private static final Set<String> UNFIT = Set.of("42704", "42P16", "22023", "42P18", "0A000");

  /** Prepares the target inside a transaction of the caller. */
  static Preparation make(Link link, String database, PostgresUri uri, Schema schema, String pipe)
      throws SQLException {
    Optional<TableFinder.Relation> found = new TableFinder(link, database).find(uri);
    TableName name =
        found.isPresent() ? found.get().name() : new TableName(schemaName(link, uri), uri.table());
    ProgressTable progress = new ProgressTable(name);
    progress.create(link);
    Optional<ProgressTable.Entry> entry = progress.lock(link);
    entry.ifPresent(held -> checkPipe(held, name, pipe));
    Target wanted = new Target(name, schema, columns(link, schema));
    if (found.isEmpty()) {
      create(link, wanted, progress, entry.isPresent(), pipe);
      return new Preparation(wanted, new ProgressTable.Entry(pipe, "", ProgressTable.NOTHING));
    }
    checkKind(found.get());
    if (entry.isPresent()) {
      widen(link, wanted);
    }
    Target target = new TargetCheck(link, wanted).check();
    if (entry.isEmpty()) {
      adopt(link, target, progress, pipe);
    }
    return new Preparation(
        target, entry.orElseGet(() -> new ProgressTable.Entry(pipe, "", ProgressTable.NOTHING)));
  }

  private static String schemaName(Link link, PostgresUri uri) throws SQLException {
    String name = uri.schema().isPresent() ? Sql.string(uri.schema().get()) : "current_schema()";
    return link.query("select nspname from pg_namespace where nspname = " + name)
        .orElseThrow(() ->
            new EvertException(
                ErrorCode.NO_SUCH_TABLE,
                "there is no schema " + uri.schema().orElse("on the search path"),
                "CREATE SCHEMA " + Sql.name(uri.schema().orElse("public"))));
  }

  private static void checkPipe(ProgressTable.Entry held, TableName name, String pipe) {
    if (!held.pipe().equals(pipe)) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN, "table " + name + " is filled by pipe " + held.pipe());
    }
  }

  private static void checkKind(TableFinder.Relation relation) {
    if (relation.kind() != 'r' && relation.kind() != 'p') {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          relation.name() + " is not a table, but of kind " + relation.kind());
    }
  }

  static List<TargetColumn> columns(Link link, Schema schema) throws SQLException {
    TargetTypes types = new TargetTypes(link);
    List<TargetColumn> columns = new ArrayList<>();
    for (int i = 0; i < schema.width(); i++) {
      boolean inKey = schema.key().contains(i) && !Target.hashed(schema);
      columns.add(new TargetColumn(schema.column(i), types.choose(schema.type(i), inKey)));
    }
    return columns;
  }

  /**
   * Adds the columns that the target lacks. Rows that are there get the missing value; later ones
   * must say what they have.
   */
  static void widen(Link link, Target wanted) throws SQLException {
    String alter = "ALTER TABLE " + wanted.name().sql();
    for (TargetColumn column : wanted.columns()) {
      String there =
          "select 1 from pg_attribute where not attisdropped and attrelid = %s::regclass"
              .formatted(Sql.string(wanted.name().sql()));
      String named = " and attname = " + Sql.string(column.column().name());
      if (link.query(there + named).isEmpty()) {
        String missing = missing(column.column());
        link.execute(alter + " ADD COLUMN " + column.definition() + missing);
        if (!missing.isEmpty()) {
          link.execute(alter + " ALTER COLUMN " + column.sqlName() + " DROP DEFAULT");
        }
      }
    }
  }

  private static String missing(Column column) {
    byte[] value = column.missing();
    if (value == null || !new RowReader().set(value).isPresent()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    TextFormat.format(column.type(), new RowReader().set(value), text);
    return " DEFAULT " + Sql.string(text.toString()).strip();
  }

  /** The table is new; a progress that outlived an earlier one counts no more. */
  private static void create(
      Link link, Target target, ProgressTable progress, boolean outlived, String pipe)
      throws SQLException {
    if (outlived) {
      throw new EvertException(
          ErrorCode.SINK_DIFFERS,
          "table " + target.name() + " is gone, but evert_progress still tells of it",
          "Drop the pipe and start it again.");
    }
    try {
      link.execute(target.creation());
    } catch (SQLException e) {
      if (UNFIT.contains(String.valueOf(e.getSQLState()))) {
        throw new EvertException(
            ErrorCode.SINK_TYPE, "making table " + target.name() + ": " + e.getMessage(), null, e);
      }
      throw e;
    }
    progress.insert(link, pipe);
  }

  /** A table that somebody else made must be empty: its rows would not be the view's. */
  private static void adopt(Link link, Target target, ProgressTable progress, String pipe)
      throws SQLException {
    if (link.query("SELECT 1 FROM " + target.name().sql() + " LIMIT 1").isPresent()) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN,
          "table " + target.name() + " holds rows that Evert did not write",
          "Empty the table, or name another.");
    }
    progress.insert(link, pipe);
  }
}

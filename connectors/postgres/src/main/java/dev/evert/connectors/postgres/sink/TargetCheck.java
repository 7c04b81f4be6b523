package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.type.Type;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out whether a table that is there can hold a view's rows. */
final class TargetCheck {
  private static final String COLUMNS =
      """
      select attname, format_type(atttypid, atttypmod), attnotnull, attgenerated <> '',
        attnotnull and not atthasdef and attidentity = '' and attgenerated = ''
      from pg_attribute where attrelid = ?::text::regclass and attnum > 0 and not attisdropped
      order by attnum\
      """;
  private static final String UNIQUE =
      """
      select 1 from pg_index i where i.indrelid = ?::text::regclass and i.indisunique
        and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        and (select array_agg(quote_ident(a.attname) order by quote_ident(a.attname))
          from unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
          where k.place <= i.indnkeyatts)
        = (select array_agg(quote_ident(name) order by quote_ident(name))
          from unnest(?::text[]) as name)\
      """;

  private final Link link;
  private final Target wanted;
  private final List<String> differences = new ArrayList<>();

  TargetCheck(Link link, Target wanted) {
    this.link = link;
    this.wanted = wanted;
  }

  private record Found(String type, boolean notNull, boolean generated, boolean needed) {}

  /**
   * Compares; returns the target with the types that its columns have.
   *
   * @throws EvertException {@link ErrorCode#SINK_MISFIT} with all differences
   */
  Target check() throws SQLException {
    Map<String, Found> found = columns();
    checkHidden(found);
    List<TargetColumn> columns = new ArrayList<>();
    for (TargetColumn column : wanted.columns()) {
      columns.add(check(column, found.remove(column.column().name())));
    }
    found.forEach(this::checkOther);
    if (!unique()) {
      differences.add("no unique index on (" + String.join(", ", wanted.identity()) + ")");
    }
    if (!differences.isEmpty()) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "table " + wanted.name() + " does not fit: " + String.join("; ", differences),
          "Change or drop the table, or name another. Evert would make it so: "
              + wanted.creation());
    }
    return new Target(wanted.name(), wanted.schema(), columns);
  }

  private Map<String, Found> columns() throws SQLException {
    Map<String, Found> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = link.connection().prepareStatement(COLUMNS)) {
      statement.setString(1, wanted.name().sql());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.put(row.getString(1), found(row));
        }
      }
    }
    return columns;
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5));
  }

  private void checkHidden(Map<String, Found> found) {
    if (wanted.hashed()) {
      checkHidden(Target.ROW_ID, "uuid", found);
    }
    if (!wanted.schema().keyed()) {
      checkHidden(Target.ROW_NUMBER, "bigint", found);
    }
  }

  private void checkHidden(String name, String type, Map<String, Found> found) {
    Found column = found.remove(name);
    if (column == null || !column.type.equals(type)) {
      differences.add("column " + name + " " + type + " is missing");
    }
  }

  private TargetColumn check(TargetColumn column, @Nullable Found found) {
    String name = column.column().name();
    if (found == null) {
      differences.add("column " + column.definition() + " is missing");
      return column;
    }
    if (found.generated) {
      differences.add("column " + name + " is generated");
    } else if (!holds(found.type, column)) {
      differences.add("column " + name + " is " + found.type + ", wanted " + column.sqlType());
    } else if (found.notNull && column.column().nullable()) {
      differences.add("column " + name + " is not null, but the view's may be");
    }
    return new TargetColumn(column.column(), found.type);
  }

  /** Whether every value of the view's column comes back from this type as it was. */
  private static boolean holds(String found, TargetColumn column) {
    Type type = column.column().type().base();
    return found.equals(column.sqlType())
        || found.equals(type.sql())
        || switch (type) {
          case Type.Simple simple ->
              switch (simple) {
                case INT2 -> found.equals("integer") || found.equals("bigint");
                case INT4 -> found.equals("bigint");
                case JSON -> found.equals("text");
                case BOOLEAN, INT8, FLOAT4, FLOAT8, BYTEA, UUID, JSONB, INTERVAL -> false;
                case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> false;
              };
          case Type.Numeric _ -> found.equals("numeric");
          case Type.Text _, Type.Enumeration _, Type.Row _, Type.Other _ -> found.equals("text");
          case Type.Array _ -> found.equals("text[]") || found.equals("text");
          case Type.Char _, Type.Domain _ -> false;
        };
  }

  private void checkOther(String name, Found found) {
    if (found.needed) {
      differences.add("column " + name + " is not null and has no default, but is not in the view");
    }
  }

  private boolean unique() throws SQLException {
    String[] names =
        wanted.hashed()
            ? new String[] {Target.ROW_ID}
            : wanted.schema().keyColumns().stream().map(Column::name).toArray(String[]::new);
    try (PreparedStatement statement = link.connection().prepareStatement(UNIQUE)) {
      statement.setString(1, wanted.name().sql());
      statement.setArray(2, link.connection().createArrayOf("text", names));
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}

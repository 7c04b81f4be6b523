package dev.evert.sql.bind;

import dev.evert.dataflow.Watermark;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.TableDefinition;
import dev.evert.sql.syntax.ColumnSyntax;
import dev.evert.sql.syntax.ConstraintSyntax;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.WatermarkSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings {@code create table} to a definition. */
public final class TableBinder {
  private final String sql;
  private final Place place;
  private final TypeNames types;
  private final Statement.CreateTable table;

  private TableBinder(String sql, Statement.CreateTable table) {
    this.sql = sql;
    this.place = new Place(sql);
    this.types = new TypeNames(place, Map.of());
    this.table = table;
  }

  /**
   * The table that a statement defines.
   *
   * @param sql the text that the statement was parsed from
   * @throws dev.evert.spi.error.EvertException SQL_NAME, SQL_TYPE or SQL_SYNTAX, with the place
   */
  public static TableDefinition bind(String sql, Statement.CreateTable table) {
    return new TableBinder(sql, table).bind();
  }

  private TableDefinition bind() {
    List<Integer> key = key();
    List<Column> columns = new ArrayList<>();
    List<Optional<String>> defaults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ColumnSyntax column : table.columns()) {
      if (!names.add(column.name())) {
        throw name(column.span(), "column \"" + column.name() + "\" is there twice");
      }
      boolean required = column.notNull() || key.contains(columns.size());
      columns.add(Column.of(column.name(), types.resolve(column.type()), !required));
      defaults.add(Optional.ofNullable(column.byDefaultSql()));
    }
    if (columns.isEmpty()) {
      throw place.unsupported(table.span(), "a table without columns");
    }
    Schema schema = new Schema(columns, key);
    requireComparable(schema);
    TableDefinition definition =
        new TableDefinition(
            table.name().text(), schema, defaults, checks(), watermark(schema), table.appendOnly());
    new TableExpressions(place, types, definition).requireValid(table);
    return definition;
  }

  private Optional<Watermark> watermark(Schema schema) {
    WatermarkSyntax written = table.watermark();
    return written == null
        ? Optional.empty()
        : Optional.of(WatermarkBinder.bind(sql, written, schema, table.appendOnly()));
  }

  private List<String> checks() {
    return table.constraints().stream()
        .filter(constraint -> constraint instanceof ConstraintSyntax.Check)
        .map(constraint -> ((ConstraintSyntax.Check) constraint).sql())
        .toList();
  }

  private List<Integer> key() {
    Map<String, Integer> places = new HashMap<>();
    List<List<Integer>> keys = new ArrayList<>();
    for (ColumnSyntax column : table.columns()) {
      if (column.primaryKey()) {
        keys.add(List.of(places.size()));
      }
      places.putIfAbsent(column.name(), places.size());
    }
    for (ConstraintSyntax constraint : table.constraints()) {
      if (constraint instanceof ConstraintSyntax.PrimaryKey(List<String> names, Span span)) {
        keys.add(names.stream().map(name -> placeOf(name, places, span)).toList());
      }
    }
    if (keys.size() > 1) {
      throw place.error(
          table.span(),
          ErrorCode.SQL_SYNTAX,
          "table \"" + table.name().text() + "\" has more than one primary key");
    }
    return keys.isEmpty() ? List.of() : keys.getFirst();
  }

  private int placeOf(String name, Map<String, Integer> places, Span span) {
    Integer at = places.get(name);
    if (at == null) {
      throw name(span, "column \"" + name + "\" of the key does not exist");
    }
    return at;
  }

  private RuntimeException name(Span span, String message) {
    return place.error(span, ErrorCode.SQL_NAME, message);
  }

  private void requireComparable(Schema schema) {
    for (Column column : schema.keyColumns()) {
      if (!Types.ordered(column.type()) || column.type().base() == Type.Simple.JSONB) {
        throw place.type(
            table.span(), "values of type " + column.type().sql() + " can not be in a key");
      }
    }
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.parse.QueryParser;
import dev.evert.sql.plan.Field;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import dev.evert.sql.syntax.Trails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code search} and {@code cycle} out: further columns of a recursive query that say how a
 * row was come to. The step reads them of the row that it goes on from, under names that nobody
 * else can write.
 */
final class TrailColumns {
  /** What the names of columns begin with that only the step itself reads. */
  static final String HIDDEN = "\uE000";

  private final Place place;
  private final String name;
  private final Trails trails;
  private final List<Field> fields;

  /**
   * For a query.
   *
   * @param fields its own columns
   */
  TrailColumns(Place place, String name, Trails trails, List<Field> fields) {
    this.place = place;
    this.name = name;
    this.trails = trails;
    this.fields = List.copyOf(fields);
  }

  /** The names of all columns. */
  List<String> names() {
    List<String> names = new ArrayList<>(fields.stream().map(Field::name).toList());
    names.addAll(added());
    return names;
  }

  private List<String> added() {
    List<String> added = new ArrayList<>();
    if (trails.search() != null) {
      added.add(trails.search().column());
    }
    if (trails.cycle() != null) {
      added.add(trails.cycle().mark());
      added.add(trails.cycle().path());
    }
    return added;
  }

  /** The columns as the step sees them. */
  List<Field> inside(List<Field> all) {
    List<Field> inside = new ArrayList<>(all);
    for (int i = fields.size(); i < inside.size(); i++) {
      inside.set(i, inside.get(i).named(HIDDEN + inside.get(i).name()));
    }
    return inside;
  }

  /** The first rows with all columns. */
  Query base(Query rows) {
    List<String> items = items();
    Trails.Search search = trails.search();
    if (search != null) {
      String values = values(search.by());
      items.add(search.isDepth() ? "array[" + values + "]" : "array[0, " + values + "]");
    }
    Trails.Cycle cycle = trails.cycle();
    if (cycle != null) {
      items.add(cycle.unmarked());
      items.add("array[" + row(cycle.columns()) + "]");
    }
    return over(rows, items, List.of());
  }

  /** The rows that are come to from others, with all columns. */
  Query step(Query rows) {
    if (!(rows instanceof Query.Select select) || select.from() == null || select.distinct()) {
      throw wrong("the step must be a select that reads the query itself");
    }
    String alias = alias(select.from()).orElseThrow(() -> wrong("the step must read it in from"));
    List<Query.Item> read = new ArrayList<>(select.items());
    List<String> hidden = added().stream().map(added -> HIDDEN + added).toList();
    for (String column : hidden) {
      read.add(new Query.Item(new Syntax.Name(List.of(alias, column), select.span()), null));
    }
    List<String> items = items();
    Trails.Search search = trails.search();
    if (search != null) {
      String former = "x." + quoted(HIDDEN + search.column());
      String values = values(search.by());
      items.add(
          search.isDepth()
              ? former + " || array[" + values + "]"
              : "array[" + former + "[1] + 1, " + values + "]");
    }
    Syntax where = select.where();
    Trails.Cycle cycle = trails.cycle();
    if (cycle != null) {
      String path = "x." + quoted(HIDDEN + cycle.path());
      String row = row(cycle.columns());
      items.add(
          "case when %s = any (%s) then %s else %s end"
              .formatted(row, path, cycle.marked(), cycle.unmarked()));
      items.add(path + " || " + row);
      where = and(where, goesOn(alias, cycle));
    }
    return over(with(select, read, where), items, hidden);
  }

  private static Query with(Query.Select select, List<Query.Item> items, @Nullable Syntax where) {
    return new Query.Select(
        false,
        select.distinctOn(),
        items,
        select.from(),
        where,
        select.groupBy(),
        select.having(),
        select.windows(),
        select.qualify(),
        select.span());
  }

  private static Syntax and(@Nullable Syntax left, Syntax right) {
    return left == null ? right : new Syntax.And(left, right, right.span());
  }

  /** A row that closes a circle is the last of its path. */
  private static Syntax goesOn(String alias, Trails.Cycle cycle) {
    String mark = quoted(alias) + "." + quoted(HIDDEN + cycle.mark());
    Query parsed = QueryParser.parse("select 1 from t where " + mark + " <> " + cycle.marked());
    if (parsed instanceof Query.Select select && select.where() != null) {
      return select.where();
    }
    throw new IllegalStateException("a condition was written");
  }

  /** Items over the rows of a query, which is called x. */
  private Query over(Query rows, List<String> items, List<String> hidden) {
    List<String> names = new ArrayList<>(fields.stream().map(Field::name).toList());
    names.addAll(hidden);
    TableSyntax from =
        new TableSyntax.Aliased(
            new TableSyntax.Derived(rows, false, rows.span()), "x", names, rows.span());
    Query parsed = QueryParser.parse("select " + String.join(", ", items) + " from t");
    if (!(parsed instanceof Query.Select select)) {
      throw new IllegalStateException("a select was written");
    }
    return new Query.Select(
        false, List.of(), select.items(), from, null, null, null, List.of(), null, rows.span());
  }

  private List<String> items() {
    return new ArrayList<>(fields.stream().map(field -> "x." + quoted(field.name())).toList());
  }

  private String values(List<String> columns) {
    return columns.stream().map(this::column).collect(Collectors.joining(", "));
  }

  private String column(String column) {
    field(column);
    return "x." + quoted(column);
  }

  private Field field(String column) {
    return fields.stream()
        .filter(field -> field.name().equals(column))
        .findFirst()
        .orElseThrow(() -> wrong("there is no column \"" + column + "\""));
  }

  /** Values as PostgreSQL prints a row of them. */
  private String row(List<String> columns) {
    return columns.stream()
        .map(column -> "coalesce(" + cell(column, field(column).type()) + ", '')")
        .collect(Collectors.joining(" || ',' || ", "('(' || ", " || ')')"));
  }

  private static String cell(String column, Type type) {
    String value = "x." + quoted(column);
    if (type == Type.Simple.BOOLEAN) {
      return "case when " + value + " then 't' when not " + value + " then 'f' end";
    }
    String text = value + "::text";
    String escaped = "replace(replace(" + text + ", '\\', '\\\\'), '\"', '\"\"')";
    return "case when %s ~ '[(),\"\\\\\\s]' or %s = '' then '\"' || %s || '\"' else %s end"
        .formatted(text, text, escaped, text);
  }

  /** What the query is called in the from of its step. */
  private Optional<String> alias(TableSyntax table) {
    return switch (table) {
      case TableSyntax.Named named ->
          named.parts().equals(List.of(name)) ? Optional.of(name) : Optional.empty();
      case TableSyntax.Aliased aliased ->
          aliased.columns().isEmpty()
              ? alias(aliased.table()).map(_ -> aliased.alias())
              : Optional.empty();
      case TableSyntax.Joined joined -> alias(joined.left()).or(() -> alias(joined.right()));
      case TableSyntax.AsofJoined joined -> alias(joined.left()).or(() -> alias(joined.right()));
      case TableSyntax.Derived _, TableSyntax.Functions _, TableSyntax.TimeWindows _ ->
          Optional.empty();
    };
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private RuntimeException wrong(String why) {
    Span span = trails.span();
    return place.error(span, ErrorCode.SQL_SYNTAX, "search or cycle of " + name + ": " + why);
  }
}

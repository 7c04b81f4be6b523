package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.OfRow;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that names stand for, in the order of {@code from}.
 *
 * @param outer the row around the query, if it is asked for each row
 */
record Scope(Place place, List<ScopeColumn> columns, @Nullable Outer outer) {
  Scope {
    columns = List.copyOf(columns);
  }

  /** With nothing around it. */
  Scope(Place place, List<ScopeColumn> columns) {
    this(place, columns, null);
  }

  /** The column that the name stands for. */
  ScopeColumn resolve(Syntax.Name name) {
    ScopeColumn column = find(name);
    if (column == null) {
      throw unknown(name);
    }
    return column;
  }

  /** The column that the name stands for, here or around, or null if none has that name. */
  @Nullable ScopeColumn find(Syntax.Name name) {
    ScopeColumn own = findOwn(name);
    return own == null && outer != null ? outer.find(name) : own;
  }

  /** Whether the name stands for a column, here or around. */
  boolean knows(Syntax.Name name) {
    return findOwn(name) != null || (outer != null && outer.knows(name));
  }

  /** The column here that the name stands for, or null if none has that name. */
  @Nullable ScopeColumn findOwn(Syntax.Name name) {
    List<ScopeColumn> found = new ArrayList<>();
    for (ScopeColumn column : columns) {
      if (column.name().equals(name.last()) && visible(column, name.parts())) {
        found.add(column);
      }
    }
    if (found.size() > 1) {
      throw place.error(
          name.span(),
          ErrorCode.SQL_NAME,
          "column \""
              + String.join(".", name.parts())
              + "\" is ambiguous: it is in "
              + String.join(" and ", found.stream().map(Scope::owner).distinct().toList()),
          "Write the table before it, as in t." + name.last() + ".");
    }
    return found.isEmpty() ? valueOf(name) : found.getFirst();
  }

  /** The row of a table as a value, or null if no table has that name. */
  @Nullable Expression row(List<String> table) {
    Expression own = ownRow(table);
    return own == null && outer != null ? outer.row(table) : own;
  }

  private @Nullable Expression ownRow(List<String> table) {
    List<ScopeColumn> own =
        columns.stream()
            .filter(column -> isQualifier(column, table))
            .filter(column -> !column.name().startsWith(TrailColumns.HIDDEN))
            .toList();
    if (own.isEmpty()) {
      return null;
    }
    List<Expression> values = own.stream().map(ScopeColumn::expression).toList();
    Type.Row type =
        new Type.Row(
            Type.Row.ANONYMOUS,
            own.stream().map(c -> new Type.Field(c.name(), c.expression().type())).toList());
    Expression row = new OfRow.Made(type, values);
    return own.getFirst().optional() ? orNull(row, values) : row;
  }

  /** The row of nothing but nulls that an outer join has in the place of one is none. */
  private static Expression orNull(Expression row, List<Expression> values) {
    Expression left = Expressions.and(values.stream().map(Scope::isNull).toList());
    return new Expression.Case(
        List.of(new Expression.Branch(left, Expressions.ofNull(row.type()))), row);
  }

  private static Expression isNull(Expression value) {
    return new Expression.IsNull(value);
  }

  /** The value of a function that is named so, or the row of a table. */
  private @Nullable ScopeColumn valueOf(Syntax.Name name) {
    for (ScopeColumn column : columns) {
      Relation relation = column.relation();
      if (relation != null && relation.scalar() && relation.name().equals(name.last())) {
        return name.parts().size() == 1 ? column : null;
      }
    }
    Expression row = name.parts().size() == 1 ? ownRow(name.parts()) : null;
    return row == null ? null : new ScopeColumn(null, name.last(), row, false);
  }

  private static String owner(ScopeColumn column) {
    String table = column.table();
    return table == null || table.isEmpty() ? "a query without a name" : table;
  }

  private static boolean visible(ScopeColumn column, List<String> parts) {
    if (parts.size() == 1) {
      return column.starred();
    }
    return isQualifier(column, parts.subList(0, parts.size() - 1));
  }

  /** A table of the name s.t may be called t too. */
  private static boolean isQualifier(ScopeColumn column, List<String> qualifier) {
    String table = column.table();
    String written = String.join(".", qualifier);
    return table != null && (table.equals(written) || table.endsWith("." + written));
  }

  /** The columns that a star stands for. */
  List<ScopeColumn> star(Syntax.Star star) {
    List<String> qualifier = star.qualifier();
    List<ScopeColumn> found =
        columns.stream()
            .filter(
                column -> qualifier.isEmpty() ? column.starred() : isQualifier(column, qualifier))
            .filter(column -> !column.name().startsWith(TrailColumns.HIDDEN))
            .toList();
    if (found.isEmpty()) {
      throw qualifier.isEmpty()
          ? place.error(star.span(), ErrorCode.SQL_SYNTAX, "* needs a table in from")
          : unknownTable(star.span(), String.join(".", qualifier));
    }
    return found;
  }

  private RuntimeException unknown(Syntax.Name name) {
    int parts = name.parts().size();
    String qualifier = String.join(".", name.parts().subList(0, parts - 1));
    boolean table =
        parts == 1
            || columns.stream().anyMatch(c -> isQualifier(c, name.parts().subList(0, parts - 1)));
    if (!table) {
      return unknownTable(name.span(), qualifier);
    }
    Set<String> names = new LinkedHashSet<>();
    columns.stream()
        .filter(c -> parts == 1 || isQualifier(c, name.parts().subList(0, parts - 1)))
        .forEach(c -> names.add(c.name()));
    return place.error(
        name.span(),
        ErrorCode.SQL_NAME,
        "column \"" + String.join(".", name.parts()) + "\" does not exist",
        Suggestion.of(name.last(), names));
  }

  private RuntimeException unknownTable(Span span, String name) {
    Set<String> tables = new LinkedHashSet<>();
    columns.stream().map(ScopeColumn::table).filter(Objects::nonNull).forEach(tables::add);
    return place.error(
        span,
        ErrorCode.SQL_NAME,
        "table \"" + name + "\" is not in from",
        Suggestion.of(name, tables));
  }
}

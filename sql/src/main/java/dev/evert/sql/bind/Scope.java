package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
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

  /** The value of a function that is named so. */
  private @Nullable ScopeColumn valueOf(Syntax.Name name) {
    for (ScopeColumn column : columns) {
      Relation relation = column.relation();
      if (relation != null && relation.scalar() && relation.name().equals(name.last())) {
        return name.parts().size() == 1 ? column : null;
      }
    }
    return null;
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
    if (parts == 1 && columns.stream().anyMatch(c -> isQualifier(c, name.parts()))) {
      return place.unsupported(name.span(), "a whole row as a value");
    }
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

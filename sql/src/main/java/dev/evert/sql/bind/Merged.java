package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a join, where those after {@code using} are merged into one and come first. */
final class Merged {
  private final TableSyntax.Joined joined;
  private final int leftCount;
  private List<ScopeColumn> columns;

  /**
   * Not merged yet.
   *
   * @param leftCount how many of the columns are of the left side
   */
  Merged(TableSyntax.Joined joined, int leftCount, List<ScopeColumn> columns) {
    this.joined = joined;
    this.leftCount = leftCount;
    this.columns = List.copyOf(columns);
  }

  List<ScopeColumn> columns() {
    return columns;
  }

  /** Merges; the conditions that this makes. */
  List<Expression> merge(Place place, Coercion coercion) {
    List<Expression> conditions = new ArrayList<>();
    List<ScopeColumn> first = new ArrayList<>();
    List<ScopeColumn> rest = new ArrayList<>(columns);
    String alias = joined.merged();
    Relation relation = alias == null ? null : new Relation(alias, List.of());
    for (String name : names()) {
      int left = find(place, name, 0, leftCount);
      int right = find(place, name, leftCount, columns.size());
      Expression leftValue = columns.get(left).expression();
      Expression rightValue = columns.get(right).expression();
      Optional<Type> type = CommonType.of(List.of(leftValue, rightValue));
      if (type.isEmpty()) {
        throw place.type(joined.span(), "the columns " + name + " cannot be compared");
      }
      Type plain = Types.plain(type.get());
      Equality.require(plain, place, joined.span());
      conditions.add(
          new Expression.Compare(
              Comparison.EQUAL,
              coercion.implicit(leftValue, plain, joined.span()),
              coercion.implicit(rightValue, plain, joined.span())));
      Expression merged = merged(leftValue, rightValue, type.get(), coercion);
      first.add(new ScopeColumn(relation, name, merged, true));
      rest.set(left, columns.get(left).hidden());
      rest.set(right, columns.get(right).hidden());
    }
    first.addAll(rest);
    columns = first;
    return conditions;
  }

  /** The value of the side that all rows have; of the one that is there in a full join. */
  private Expression merged(Expression left, Expression right, Type type, Coercion coercion) {
    Expression first = coercion.implicit(left, type, joined.span());
    Expression second = coercion.implicit(right, type, joined.span());
    return switch (joined.kind()) {
      case INNER, LEFT -> first;
      case RIGHT -> second;
      case FULL -> new Expression.Coalesce(List.of(first, second));
    };
  }

  private List<String> names() {
    if (!joined.natural()) {
      return joined.using();
    }
    List<String> right = starred(leftCount, columns.size());
    return starred(0, leftCount).stream().filter(right::contains).toList();
  }

  private List<String> starred(int from, int to) {
    return columns.subList(from, to).stream()
        .filter(ScopeColumn::starred)
        .map(ScopeColumn::name)
        .toList();
  }

  private int find(Place place, String name, int from, int to) {
    Scope scope = new Scope(place, columns.subList(from, to));
    Syntax.Name wanted = new Syntax.Name(List.of(name), joined.span());
    ScopeColumn column = scope.findOwn(wanted);
    if (column == null) {
      throw place.error(
          joined.span(),
          ErrorCode.SQL_NAME,
          "column \"" + name + "\" of using is not on both sides of the join");
    }
    return columns.subList(from, to).indexOf(column) + from;
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Column;
import dev.evert.sql.TableDefinition;
import dev.evert.sql.eventtime.Present;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.parse.QueryParser;
import dev.evert.sql.syntax.ConstraintSyntax;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The expressions that belong to a table: what its columns are by default, and its checks. */
final class TableExpressions {
  private static final String SELECT = "select ";

  private final Place place;
  private final TypeNames types;
  private final TableDefinition table;

  TableExpressions(Place place, TypeNames types, TableDefinition table) {
    this.place = place;
    this.types = types;
    this.table = table;
  }

  /** Binds them all once, so that what is wrong is told at its place in the statement. */
  void requireValid(Statement.CreateTable written) {
    for (int i = 0; i < table.schema().width(); i++) {
      Syntax byDefault = written.columns().get(i).byDefault();
      if (byDefault != null) {
        Column column = table.schema().column(i);
        Expression value = binder(place, List.of(), "a default").bind(byDefault);
        new Assigning(place).assign(value, column.name(), column.type(), byDefault.span());
      }
    }
    for (ConstraintSyntax constraint : written.constraints()) {
      if (constraint instanceof ConstraintSyntax.Check check) {
        check(place, check.condition(), i -> column(i));
      }
    }
  }

  private Expression column(int i) {
    Column column = table.schema().column(i);
    return new Expression.Column(i, column.type(), column.nullable());
  }

  /** What a column is where no value is given. */
  Expression byDefault(int i) {
    Column column = table.schema().column(i);
    if (table.defaults().get(i).isEmpty()) {
      return Expressions.ofNull(column.type());
    }
    String sql = SELECT + table.defaults().get(i).get();
    Place own = new Place(sql);
    Syntax written = single(sql);
    Expression value = binder(own, List.of(), "a default").bind(written);
    return new Assigning(own).assign(value, column.name(), column.type(), written.span());
  }

  /**
   * The checks as conditions.
   *
   * @param value the value of a column of the row that is checked
   */
  List<Expression> checks(IntFunction<Expression> value) {
    List<Expression> checks = new ArrayList<>();
    for (String check : table.checks()) {
      String sql = SELECT + check;
      checks.add(check(new Place(sql), single(sql), value));
    }
    return checks;
  }

  private Expression check(Place own, Syntax condition, IntFunction<Expression> value) {
    Relation relation = new Relation(table.name(), List.of());
    List<ScopeColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.schema().width(); i++) {
      columns.add(new ScopeColumn(relation, table.schema().column(i).name(), value.apply(i), true));
    }
    return lasting(
        own, binder(own, columns, "a check").condition(condition, "the condition of check"));
  }

  private ExpressionBinder binder(Place own, List<ScopeColumn> columns, String where) {
    AggregateCalls none = AggregateCalls.none(own, where);
    return new ExpressionBinder(new Scope(own, columns), types, none, Subqueries.none(own, where));
  }

  private Syntax single(String sql) {
    if (QueryParser.parse(sql) instanceof Query.Select select && select.items().size() == 1) {
      return select.items().getFirst().expression();
    }
    throw place.error(new Span(0, 0), ErrorCode.SQL_SYNTAX, "not an expression: " + sql);
  }

  private static Expression lasting(Place place, Expression expression) {
    Present.find(expression)
        .ifPresent(span -> {
          throw Binder.refusedTime(place.text(), span);
        });
    return expression;
  }
}

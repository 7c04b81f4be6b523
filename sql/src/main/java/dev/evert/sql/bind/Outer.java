package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The row around a query that is asked for each row. Names that the query itself lacks are looked
 * for there; what it reads of that row becomes a parameter of the query.
 */
final class Outer {
  private final Scope scope;
  private final Function<Syntax.Call, Expression> aggregates;
  private final List<Expression> parameters;

  /**
   * None read yet.
   *
   * @param aggregates binds aggregates over the rows around
   */
  Outer(Scope scope, Function<Syntax.Call, Expression> aggregates) {
    this(scope, aggregates, new ArrayList<>());
  }

  private Outer(
      Scope scope, Function<Syntax.Call, Expression> aggregates, List<Expression> parameters) {
    this.scope = scope;
    this.aggregates = aggregates;
    this.parameters = parameters;
  }

  /** For what may not read the row itself, but those around it: parameters are shared. */
  Outer beyond() {
    Scope around = new Scope(scope.place(), List.of(), scope.outer());
    return new Outer(around, aggregates, parameters);
  }

  /** Whether all that an aggregate is asked of is of the rows around, and none of a query's own. */
  static boolean owns(Syntax.Call aggregate, Scope own) {
    List<Syntax.Name> names = new ArrayList<>();
    collect(aggregate, names);
    Outer outer = own.outer();
    return outer != null
        && !names.isEmpty()
        && names.stream().allMatch(n -> own.findOwn(n) == null && outer.scope.knows(n));
  }

  private static void collect(Syntax syntax, List<Syntax.Name> names) {
    if (syntax instanceof Syntax.Name name) {
      names.add(name);
    }
    Operands.of(syntax).forEach(operand -> collect(operand, names));
  }

  /** The value of an aggregate over the rows around. */
  Expression aggregate(Syntax.Call call) {
    return parameter(aggregates.apply(call));
  }

  /** What the parameters stand for, in the row around. */
  List<Expression> parameters() {
    return List.copyOf(parameters);
  }

  /** Whether a name stands for a column there. */
  boolean knows(Syntax.Name name) {
    return scope.knows(name);
  }

  /** The column that a name stands for there; null if there is none. */
  @Nullable ScopeColumn find(Syntax.Name name) {
    ScopeColumn column = scope.find(name);
    return column == null
        ? null
        : new ScopeColumn(null, column.name(), parameter(column.expression()), false);
  }

  /** The row of a table there as a value; null if there is none. */
  @Nullable Expression row(List<String> table) {
    Expression row = scope.row(table);
    return row == null ? null : parameter(row);
  }

  /** The parameter that stands for a value of the row around. */
  Expression parameter(Expression value) {
    int known = parameters.indexOf(value);
    int index = known < 0 ? parameters.size() : known;
    if (known < 0) {
      parameters.add(value);
    }
    return new Expression.Parameter(index, value.type(), value.nullable());
  }
}

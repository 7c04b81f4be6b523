package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row around a query that is asked for each row. Names that the query itself lacks are looked
 * for there; what it reads of that row becomes a parameter of the query.
 */
final class Outer {
  private final Scope scope;
  private final List<Expression> parameters;

  /** None read yet. */
  Outer(Scope scope) {
    this(scope, new ArrayList<>());
  }

  private Outer(Scope scope, List<Expression> parameters) {
    this.scope = scope;
    this.parameters = parameters;
  }

  /** For what may not read the row itself, but those around it: parameters are shared. */
  Outer beyond() {
    return new Outer(new Scope(scope.place(), List.of(), scope.outer()), parameters);
  }

  /** What the parameters stand for, in the row around. */
  List<Expression> parameters() {
    return List.copyOf(parameters);
  }

  /** The column that a name stands for there; null if there is none. */
  @Nullable ScopeColumn find(Syntax.Name name) {
    ScopeColumn column = scope.find(name);
    return column == null
        ? null
        : new ScopeColumn(null, column.name(), parameter(column.expression()), false);
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

package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Function;
import dev.evert.sql.function.UserFunction;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds calls of functions that were brought along. */
final class UserCalls {
  private static final String COLLECT = "array_agg";

  private final ExpressionBinder binder;
  private final TypeNames names;
  private final Place place;

  UserCalls(ExpressionBinder binder, TypeNames names, Place place) {
    this.binder = binder;
    this.names = names;
    this.place = place;
  }

  /** Whether the call is of a function of the rows of a group. */
  boolean isAggregate(Syntax.Call call) {
    return names.function(call.name()).orElse(null) instanceof UserFunction.Aggregate;
  }

  /** The call; empty if no function that was brought along has the name. */
  Optional<Expression> bind(Syntax.Call call) {
    return names
        .function(call.name())
        .map(function ->
            switch (function) {
              case UserFunction.Scalar scalar -> call(scalar.function(), call.arguments(), call);
              case UserFunction.Aggregate aggregate ->
                  call(aggregate.ofLists(), collected(call), call);
              case UserFunction.Table _ ->
                  throw place.unsupported(
                      call.span(), "the function " + call.name() + " outside of from");
            });
  }

  /**
   * Each argument becomes the list of its values in the group, by the clauses of the call. What
   * comes first is left open by these is told by the arguments, so that the lists go together.
   */
  private static List<Syntax> collected(Syntax.Call call) {
    List<Query.SortItem> order = new ArrayList<>(call.orderBy());
    if (call.arguments().size() > 1) {
      call.arguments().forEach(argument -> order.add(new Query.SortItem(argument, false, false)));
    }
    List<Syntax> lists = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      lists.add(
          new Syntax.Call(
              COLLECT,
              List.of(argument),
              false,
              call.distinct(),
              order,
              false,
              call.filter(),
              call.span()));
    }
    return lists;
  }

  private Expression call(Function function, List<Syntax> written, Syntax.Call call) {
    List<Type> parameters = function.parameters();
    if (written.size() != parameters.size()) {
      throw place.type(
          call.span(),
          "function "
              + call.name()
              + " takes "
              + parameters.size()
              + " arguments, not "
              + written.size());
    }
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      String what = "argument " + (i + 1) + " of " + call.name();
      Expression argument = binder.bind(written.get(i));
      arguments.add(
          binder.coercion().require(argument, parameters.get(i), written.get(i).span(), what));
    }
    return new Expression.Call(function, arguments, function.result());
  }
}

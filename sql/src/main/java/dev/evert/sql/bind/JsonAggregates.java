package dev.evert.sql.bind;

import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.runtime.JsonMaking;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Binds aggregates that give JSON. What they give as jsonb is JSON that is read as such. */
final class JsonAggregates {
  private static final Type.Simple JSON = Type.Simple.JSON;

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final AggregateRows rows;
  private final CollectingAggregates collecting;
  private final Place place;

  JsonAggregates(
      ExpressionBinder binder, AggregateRows rows, CollectingAggregates collecting, Place place) {
    this.binder = binder;
    this.coercion = binder.coercion();
    this.rows = rows;
    this.collecting = collecting;
    this.place = place;
  }

  Measure array(Syntax.Call call) {
    CollectingAggregates.Keys keys = keys(List.of(rows.only(call)));
    Expression value = keys.values().getFirst();
    boolean structured = value.type() instanceof Type.Array || value.type() instanceof Type.Row;
    return collecting.measure(
        call,
        new OrderedFunction.JsonArray(structured && call.name().equals("json_agg")),
        List.of(json(value)),
        keys,
        rows.condition(call, List.of()));
  }

  Measure object(Syntax.Call call) {
    CollectingAggregates.Keys keys = keys(rows.exactly(2, call));
    Expression name = keys.values().getFirst();
    if (isComposed(name.type())) {
      throw place.type(
          call.arguments().getFirst().span(), "a key must be scalar, not " + name.type().sql());
    }
    return collecting.measure(
        call,
        new OrderedFunction.JsonObject(),
        List.of(single("name", name), json(keys.values().getLast())),
        keys,
        rows.condition(call, List.of()));
  }

  private CollectingAggregates.Keys keys(List<Syntax> arguments) {
    List<Expression> written = arguments.stream().map(binder::bindKnown).toList();
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Type type = Types.plain(written.get(i).type());
      values.add(coercion.implicit(written.get(i), type, arguments.get(i).span()));
    }
    return new CollectingAggregates.Keys(written, values);
  }

  private static boolean isComposed(Type type) {
    return type instanceof Type.Array
        || type instanceof Type.Row
        || type == Type.Simple.JSON
        || type == Type.Simple.JSONB;
  }

  private static Expression json(Expression value) {
    if (!(value.type() instanceof Type.Array(Type element))) {
      return single("element", value);
    }
    Expression array = call("array", value, element);
    Expression none = new Expression.Cast(Expressions.ofText("null"), JSON);
    return value.nullable() ? new Expression.Coalesce(List.of(array, none)) : array;
  }

  /** In an array of its own a value may be null. */
  private static Expression single(String method, Expression value) {
    Type.Array type = new Type.Array(value.type());
    return call(method, new Expression.ArrayOf(type, List.of(value)), value.type());
  }

  private static Expression call(String method, Expression array, Type element) {
    Function function =
        new Function(
            "$json_" + method,
            JsonMaking.class,
            method,
            List.of(array.type()),
            JSON,
            false,
            new JsonMaking.Of(element));
    return new Expression.Call(function, List.of(array), JSON);
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.JsonBuilding;
import dev.evert.sql.runtime.JsonMaking;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds functions of values of any type, or of any number of them. */
final class AnyCalls {
  private static final Type.Array JSONS = new Type.Array(Type.Simple.JSON);
  private static final Type.Array TEXTS = new Type.Array(Type.Text.ANY);
  private static final Type.Array TRUTHS = new Type.Array(Type.Simple.BOOLEAN);

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final Place place;

  AnyCalls(ExpressionBinder binder, Coercion coercion, Place place) {
    this.binder = binder;
    this.coercion = coercion;
    this.place = place;
  }

  /** The call, if it is one of these functions. */
  Optional<Expression> bind(Syntax.Call call) {
    List<Syntax> arguments = call.arguments();
    return switch (call.name()) {
      case "to_json" -> Optional.of(json(only(call)));
      case "to_jsonb" -> Optional.of(jsonb(json(only(call))));
      case "array_to_json" -> Optional.of(json(arrayOnly(call)));
      case "row_to_json" -> Optional.of(json(rowOnly(call)));
      case "json_build_array" -> Optional.of(array(arguments));
      case "jsonb_build_array" -> Optional.of(jsonb(array(arguments)));
      case "json_build_object" -> Optional.of(object(call));
      case "jsonb_build_object" -> Optional.of(jsonb(object(call)));
      case "pg_typeof" -> Optional.of(typeName(only(call)));
      case "num_nulls" -> Optional.of(count(arguments, true));
      case "num_nonnulls" -> Optional.of(count(arguments, false));
      case "format" -> Optional.of(format(arguments));
      case "json_extract_path", "jsonb_extract_path" -> Optional.of(path(call, "#>"));
      case "json_extract_path_text", "jsonb_extract_path_text" -> Optional.of(path(call, "#>>"));
      default -> Optional.empty();
    };
  }

  private Syntax arrayOnly(Syntax.Call call) {
    return only(call, binder.bind(only(call)).type().base() instanceof Type.Array);
  }

  private Syntax rowOnly(Syntax.Call call) {
    return only(call, binder.bind(only(call)).type().base() instanceof Type.Row);
  }

  private Syntax only(Syntax.Call call, boolean fits) {
    Syntax argument = only(call);
    if (!fits) {
      String type = Coercion.name(binder.bind(argument).type());
      throw place.type(call.span(), "function " + call.name() + "(" + type + ") does not exist");
    }
    return argument;
  }

  /** The name of the type that a value has, without modifiers. */
  private Expression typeName(Syntax argument) {
    Type type = binder.bind(argument).type();
    String name = type.equals(type.base()) ? Coercion.name(Types.plain(type)) : type.sql();
    RowWriter out = new RowWriter();
    out.putText(name.equals("bpchar") ? "character" : name);
    return new Expression.Literal(new Type.Other("regtype"), out.toBytes());
  }

  private Syntax only(Syntax.Call call) {
    if (call.arguments().size() != 1) {
      throw place.unsupported(call.span(), call.name() + " with other than one argument");
    }
    return call.arguments().getFirst();
  }

  private Expression known(Syntax argument) {
    Expression value = binder.bind(argument);
    if (Types.isUnknown(value.type())) {
      throw place.error(
          argument.span(),
          ErrorCode.SQL_TYPE,
          "could not determine polymorphic type because input has type unknown",
          "Cast it to text.");
    }
    return value;
  }

  private Expression json(Syntax argument) {
    return json(known(argument));
  }

  /** The value as json; null stays null. */
  static Expression json(Expression value) {
    if (value.type().base() instanceof Type.Array array) {
      Function function =
          new Function(
              "$json",
              JsonMaking.class,
              "array",
              List.of(array),
              Type.Simple.JSON,
              false,
              new JsonMaking.Of(array.element()));
      return new Expression.Call(function, List.of(value), Type.Simple.JSON);
    }
    Type.Array arrays = new Type.Array(value.type().base());
    Function function =
        new Function(
            "$json",
            JsonBuilding.class,
            "value",
            List.of(arrays),
            Type.Simple.JSON,
            true,
            new JsonMaking.Of(value.type().base()));
    Expression single = new Expression.ArrayOf(arrays, List.of(value));
    return new Expression.Call(function, List.of(single), Type.Simple.JSON);
  }

  static Expression jsonb(Expression json) {
    return new Expression.Cast(json, Type.Simple.JSONB);
  }

  private Expression array(List<Syntax> arguments) {
    List<Expression> values =
        arguments.stream().map(argument -> json(binder.bindKnown(argument))).toList();
    return OperatorBinder.call("$json_array", List.of(new Expression.ArrayOf(JSONS, values)));
  }

  private Expression object(Syntax.Call call) {
    List<Syntax> arguments = call.arguments();
    if (arguments.size() % 2 != 0) {
      throw place.error(
          call.span(),
          ErrorCode.INVALID_ARGUMENT,
          "argument list must have even number of elements",
          "Give names and values in turn.");
    }
    List<Expression> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      names.add(printed(arguments.get(i)));
      values.add(json(binder.bindKnown(arguments.get(i + 1))));
    }
    return OperatorBinder.call(
        "$json_object",
        List.of(new Expression.ArrayOf(TEXTS, names), new Expression.ArrayOf(JSONS, values)));
  }

  private Expression printed(Syntax argument) {
    return coercion.cast(binder.bindKnown(argument), Type.Text.ANY, argument.span());
  }

  private Expression count(List<Syntax> arguments, boolean nulls) {
    List<Expression> tests = new ArrayList<>();
    for (Syntax argument : arguments) {
      Expression test = new Expression.IsNull(binder.bindKnown(argument));
      tests.add(nulls ? test : new Expression.Not(test));
    }
    return OperatorBinder.call("$count", List.of(new Expression.ArrayOf(TRUTHS, tests)));
  }

  private Expression format(List<Syntax> arguments) {
    Syntax first = arguments.getFirst();
    Expression pattern =
        coercion.require(binder.bind(first), Type.Text.ANY, first.span(), "the format");
    List<Expression> values =
        arguments.stream()
            .skip(1)
            .map(argument -> CallBinder.printed(binder.bind(argument), argument.span(), coercion))
            .toList();
    return OperatorBinder.call("$format", List.of(pattern, new Expression.ArrayOf(TEXTS, values)));
  }

  private Expression path(Syntax.Call call, String operator) {
    Type type = call.name().startsWith("jsonb") ? Type.Simple.JSONB : Type.Simple.JSON;
    Syntax first = call.arguments().getFirst();
    Expression json = coercion.require(binder.bind(first), type, first.span(), "the document");
    List<Expression> steps = new ArrayList<>();
    for (Syntax step : call.arguments().subList(1, call.arguments().size())) {
      Span span = step.span();
      steps.add(coercion.require(binder.bind(step), Type.Text.ANY, span, "a step"));
    }
    Expression path = new Expression.ArrayOf(TEXTS, steps);
    return OperatorBinder.call(operator, List.of(json, path));
  }

  /** {@code is json}. */
  static Expression isJson(Expression operand, String kind, boolean unique, Coercion coercion) {
    return OperatorBinder.call(
        "$is_json",
        List.of(
            coercion.cast(operand, Type.Text.ANY, new Span(0, 0)),
            Expressions.ofText(kind),
            unique ? Expressions.TRUE : Expressions.FALSE));
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.Function;
import dev.evert.sql.json.JsonPath;
import dev.evert.sql.runtime.ArrayElements;
import dev.evert.sql.runtime.JsonLookup;
import dev.evert.sql.runtime.JsonLookups;
import dev.evert.sql.syntax.JsonSyntax;
import dev.evert.sql.syntax.JsonSyntax.Instead;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Binds the functions of SQL/JSON that have clauses: what asks documents, and what makes them. */
final class JsonAccessBinder {
  private static final List<Type> PARAMETERS =
      List.of(Type.Simple.JSONB, Type.Text.ANY, Type.Simple.JSONB);

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final TypeNames types;
  private final Place place;

  JsonAccessBinder(ExpressionBinder binder, Coercion coercion, TypeNames types, Place place) {
    this.binder = binder;
    this.coercion = coercion;
    this.types = types;
    this.place = place;
  }

  Expression bind(Syntax.JsonAccess access) {
    JsonSyntax asked = access.asked();
    Type type = type(asked, access.span());
    Span context = asked.context().span();
    List<Expression> arguments =
        List.of(
            coercion.cast(binder.bind(asked.context()), Type.Simple.JSONB, context),
            path(asked.path()),
            variables(asked.passing()));
    JsonLookup lookup =
        new JsonLookup(
            asked.kind(),
            type,
            asked.wrapper(),
            asked.keepsQuotes(),
            asked.onEmpty().instead(),
            asked.onError().instead());
    Expression found = call(ArrayElements.method(Form.of(type)), type, true, arguments, lookup);
    List<Expression.Branch> defaults = new ArrayList<>();
    addDefault(asked.onEmpty(), JsonLookups.EMPTY, arguments, lookup, defaults);
    addDefault(asked.onError(), JsonLookups.ERROR, arguments, lookup, defaults);
    return defaults.isEmpty() ? found : new Expression.Case(defaults, found);
  }

  /** Without a type of its own it is jsonb if any of its values is. */
  Expression bind(Syntax.JsonMade made) {
    List<Expression> bound = made.values().stream().map(binder::bindKnown).toList();
    Expression values =
        new Expression.ArrayOf(
            new Type.Array(Type.Simple.JSON), bound.stream().map(AnyCalls::json).toList());
    Expression json =
        OperatorBinder.call(
            made.object() ? "$json_members" : "$json_elements",
            made.object()
                ? List.of(names(made), values, truth(made.absent()), truth(made.unique()))
                : List.of(values, truth(made.absent())));
    boolean binary = bound.stream().anyMatch(value -> value.type().base() == Type.Simple.JSONB);
    TypeName returning = made.returning();
    Type usual = binary ? Type.Simple.JSONB : Type.Simple.JSON;
    return coercion.cast(json, returning == null ? usual : types.resolve(returning), made.span());
  }

  private static Expression truth(boolean value) {
    return value ? Expressions.TRUE : Expressions.FALSE;
  }

  private Expression names(Syntax.JsonMade made) {
    List<Expression> names = new ArrayList<>();
    for (Syntax name : made.names()) {
      names.add(coercion.cast(binder.bindKnown(name), Type.Text.ANY, name.span()));
    }
    return new Expression.ArrayOf(new Type.Array(Type.Text.ANY), names);
  }

  private Type type(JsonSyntax asked, Span span) {
    if (asked.kind() == JsonSyntax.Kind.EXISTS) {
      return Type.Simple.BOOLEAN;
    }
    TypeName returning = asked.returning();
    if (returning == null) {
      return asked.kind() == JsonSyntax.Kind.VALUE ? Type.Text.ANY : Type.Simple.JSONB;
    }
    Type type = types.resolve(returning);
    if (type.base() instanceof Type.Array || !type.equals(type.base())) {
      throw place.unsupported(span, "the type " + type.sql() + " of an SQL/JSON function");
    }
    return type;
  }

  private Expression path(Syntax path) {
    if (path instanceof Syntax.Text(String text, Span span)) {
      try {
        JsonPath.of(text);
      } catch (EvertException e) {
        throw place.error(span, e.code(), String.valueOf(e.getMessage()), e.remedy());
      }
    }
    return coercion.require(binder.bind(path), Type.Text.ANY, path.span(), "the path");
  }

  private Expression variables(List<JsonSyntax.Variable> passing) {
    List<Syntax> all = new ArrayList<>();
    for (JsonSyntax.Variable variable : passing) {
      all.add(new Syntax.Text(variable.name(), variable.value().span()));
      all.add(variable.value());
    }
    return binder.bind(new Syntax.Call("jsonb_build_object", all, new Span(0, 0)));
  }

  /** A default is computed only where it is needed, since it may be an error. */
  private void addDefault(
      JsonSyntax.Otherwise otherwise,
      int outcome,
      List<Expression> arguments,
      JsonLookup lookup,
      List<Expression.Branch> branches) {
    Syntax value = otherwise.value();
    if (otherwise.instead() == Instead.DEFAULT && value != null) {
      Expression happened = call("outcome", Type.Simple.INT4, false, arguments, lookup);
      branches.add(
          new Expression.Branch(
              new Expression.Compare(Comparison.EQUAL, happened, Expressions.ofInt(outcome)),
              coercion.cast(binder.bind(value), lookup.type(), value.span())));
    }
  }

  private static Expression call(
      String method, Type type, boolean maybeNull, List<Expression> arguments, JsonLookup lookup) {
    String name = "json_" + lookup.kind().name().toLowerCase(Locale.ROOT);
    Function function =
        new Function(name, JsonLookups.class, method, PARAMETERS, type, maybeNull, lookup);
    return new Expression.Call(function, arguments, type);
  }
}

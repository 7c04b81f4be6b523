package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.syntax.Span;
import java.util.List;

/** Brings values to the types of the columns that they are stored in, by PostgreSQL's rules. */
final class Assigning {
  private final Place place;
  private final Coercion coercion;

  Assigning(Place place) {
    this.place = place;
    this.coercion = new Coercion(place);
  }

  /** The expression as a value of a column. */
  Expression assign(Expression value, String column, Type type, Span span) {
    Type from = Types.plain(value.type());
    Type to = Types.plain(type);
    if (!assignable(from, to)) {
      throw place.type(
          span,
          "column \""
              + column
              + "\" is of type "
              + type.sql()
              + " but the value is of type "
              + Coercion.name(value.type()));
    }
    int length = length(type);
    if (length == 0) {
      return coercion.implicit(value, type, span);
    }
    Expression text = coercion.implicit(value, Type.Text.ANY, span);
    Expression limit = Expressions.ofInt(length);
    Expression fitted = OperatorBinder.call("$fit", List.of(text, limit));
    return coercion.implicit(fitted, type, span);
  }

  /** How many characters a string of the type may have; 0 if there is no limit. */
  private static int length(Type type) {
    return switch (type.base()) {
      case Type.Text text when !text.equals(Type.Text.ANY) -> text.maxLength();
      case Type.Char text when text.length() != Type.Char.UNBOUNDED -> text.length();
      case Type _ -> 0;
    };
  }

  private static boolean assignable(Type from, Type to) {
    if (Types.implicitly(from, to)) {
      return true;
    }
    Types.Category target = Types.category(to);
    if (target == Types.Category.STRING) {
      return true;
    }
    if (Types.category(from) == Types.Category.NUMBER && target == Types.Category.NUMBER) {
      return true;
    }
    if (from instanceof Type.Array(Type source) && to instanceof Type.Array(Type element)) {
      return assignable(source, element);
    }
    return switch (from) {
      case Type.Simple.TIMESTAMP -> to == Type.Simple.DATE || to == Type.Simple.TIME;
      case Type.Simple.TIMESTAMPTZ -> target == Types.Category.DATE_TIME;
      case Type.Simple.TIMETZ, Type.Simple.INTERVAL -> to == Type.Simple.TIME;
      case Type.Simple.JSON -> to == Type.Simple.JSONB;
      case Type.Simple.JSONB -> to == Type.Simple.JSON;
      case Type _ -> false;
    };
  }
}

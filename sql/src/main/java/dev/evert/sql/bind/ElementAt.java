package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.ArrayElements;
import java.util.List;

/** An element of an array of one dimension. */
final class ElementAt {
  private static final Type.Array PLACES = new Type.Array(Type.Simple.INT4);

  private ElementAt() {}

  /** The element at a place, counted from 1; null where there is none. */
  static Expression of(Expression array, Expression place) {
    Type element = ((Type.Array) array.type()).element();
    Function function =
        new Function(
            "element",
            ArrayElements.class,
            ArrayElements.method(Form.of(element)),
            List.of(array.type(), PLACES),
            element,
            true,
            new ArrayElements.Of(element));
    return new Expression.Call(
        function, List.of(array, new Expression.ArrayOf(PLACES, List.of(place))), element);
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.ArrayElements;
import dev.evert.sql.runtime.ArrayShapes;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds what chooses among several values, which become one type. */
final class BranchBinder {
  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final OperatorBinder operators;
  private final Place place;

  BranchBinder(ExpressionBinder binder, Coercion coercion, OperatorBinder operators, Place place) {
    this.binder = binder;
    this.coercion = coercion;
    this.operators = operators;
    this.place = place;
  }

  /** The type of what is after {@code else} counts first, as in PostgreSQL. */
  Expression choice(Syntax.Case choice) {
    List<Expression> conditions = new ArrayList<>();
    List<Syntax> results = new ArrayList<>();
    Syntax otherwise = choice.otherwise();
    results.add(otherwise == null ? new Syntax.Null(choice.span()) : otherwise);
    for (Syntax.When when : choice.branches()) {
      conditions.add(condition(choice, when));
      results.add(when.result());
    }
    List<Expression> values = alike(results, "case");
    List<Expression.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(new Expression.Branch(conditions.get(i), values.get(i + 1)));
    }
    return new Expression.Case(branches, values.getFirst());
  }

  private Expression condition(Syntax.Case choice, Syntax.When when) {
    Syntax operand = choice.operand();
    if (operand == null) {
      return binder.condition(when.condition(), "the condition of when");
    }
    return operators.compare(
        Comparison.EQUAL,
        List.of(binder.bind(operand), binder.bind(when.condition())),
        List.of(operand.span(), when.condition().span()),
        when.condition().span());
  }

  /** The values, brought to one type; {@code what} names what they are in. */
  List<Expression> alike(List<Syntax> values, String what) {
    List<Expression> bound = values.stream().map(binder::bind).toList();
    Optional<Type> common = CommonType.of(bound);
    if (common.isEmpty()) {
      throw mismatch(values, bound, what);
    }
    List<Expression> alike = new ArrayList<>();
    for (int i = 0; i < bound.size(); i++) {
      alike.add(coercion.implicit(bound.get(i), common.get(), values.get(i).span()));
    }
    return alike;
  }

  private RuntimeException mismatch(List<Syntax> values, List<Expression> bound, String what) {
    for (int i = 1; i < bound.size(); i++) {
      if (CommonType.of(bound.subList(0, i + 1)).isEmpty()) {
        Span span = values.get(i).span();
        return place.type(
            span,
            what
                + " types "
                + Coercion.name(bound.getFirst().type())
                + " and "
                + Coercion.name(bound.get(i).type())
                + " cannot be matched");
      }
    }
    return place.type(values.getFirst().span(), what + " types cannot be matched");
  }

  Expression coalesce(Syntax.Call call) {
    return new Expression.Coalesce(alike(call.arguments(), "coalesce"));
  }

  Expression extreme(Syntax.Call call, boolean greatest) {
    List<Expression> values = alike(call.arguments(), call.name());
    Type type = values.getFirst().type();
    if (!Types.ordered(type)) {
      throw place.type(call.span(), "values of type " + type.sql() + " have no order");
    }
    return new Expression.Extreme(greatest, values);
  }

  /** Null if both are equal, otherwise the first, unchanged. */
  Expression nullIf(Syntax.Call call) {
    Syntax left = call.arguments().getFirst();
    Syntax right = call.arguments().getLast();
    Expression first = binder.bind(left);
    Expression equal =
        operators.compare(
            Comparison.EQUAL,
            List.of(first, binder.bind(right)),
            List.of(left.span(), right.span()),
            call.span());
    Expression value = Types.isUnknown(first.type()) ? binder.bindKnown(left) : first;
    return new Expression.Case(
        List.of(new Expression.Branch(equal, Expressions.ofNull(value.type()))), value);
  }

  Expression array(Syntax.ArrayOf array) {
    if (array.elements().isEmpty()) {
      throw place.type(array.span(), "the type of an empty array is not known");
    }
    List<Expression> elements = alike(array.elements(), "array");
    Type element = Types.plain(elements.getFirst().type());
    return element instanceof Type.Array inner
        ? nested(elements, inner)
        : new Expression.ArrayOf(new Type.Array(element), elements);
  }

  /** An array of one dimension whose elements are cast to those of a type; empty for others. */
  Optional<Expression> arrayOf(Syntax.ArrayOf array, Type.Array type) {
    if (array.elements().stream().anyMatch(Syntax.ArrayOf.class::isInstance)) {
      return Optional.empty();
    }
    List<Expression> elements = new ArrayList<>();
    for (Syntax element : array.elements()) {
      Expression value = binder.bind(element);
      if (value.type().base() instanceof Type.Array) {
        return Optional.empty();
      }
      elements.add(coercion.cast(value, type.element(), element.span()));
    }
    return Optional.of(new Expression.ArrayOf(type, elements));
  }

  /** The arrays travel as bytes, since no array has arrays as elements. */
  private static Expression nested(List<Expression> arrays, Type.Array type) {
    Function encoded =
        new Function(
            "$encoded", ArrayShapes.class, "encoded", List.of(type), Type.Simple.BYTEA, false);
    List<Expression> fields =
        arrays.stream()
            .<Expression>map(a -> new Expression.Call(encoded, List.of(a), Type.Simple.BYTEA))
            .toList();
    Type.Array bytes = new Type.Array(Type.Simple.BYTEA);
    Function nested =
        new Function(
            "$nested",
            ArrayShapes.class,
            "nested",
            List.of(bytes),
            type,
            false,
            new ArrayElements.Of(type.element()));
    return new Expression.Call(nested, List.of(new Expression.ArrayOf(bytes, fields)), type);
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.ArrayElements;
import dev.evert.sql.runtime.ArraySlices;
import dev.evert.sql.runtime.ArrayTest;
import dev.evert.sql.runtime.PatternTest;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Binds what is asked of the elements of arrays. */
final class ArrayBinder {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final Type.Array SUBSCRIPTS = new Type.Array(Type.Simple.INT4);
  private static final Type.Array TEXTS = new Type.Array(Type.Text.ANY);
  private static final Syntax ONE = new Syntax.Digits("1", new Span(0, 0));

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final OperatorBinder operators;
  private final Place place;

  ArrayBinder(ExpressionBinder binder, Coercion coercion, OperatorBinder operators, Place place) {
    this.binder = binder;
    this.coercion = coercion;
    this.operators = operators;
    this.place = place;
  }

  /** {@code a[i][j]}: one element, found by all subscripts together; or a slice. */
  Expression subscripted(Syntax.Subscripted syntax) {
    Expression value = binder.bindKnown(syntax.array());
    if (value.type().base() == Type.Simple.JSONB) {
      return member(syntax, value);
    }
    Type.Array type = array(value, syntax.array().span(), "what has a subscript");
    boolean slice = syntax.subscripts().stream().anyMatch(Syntax.Subscript::slice);
    return slice ? slice(syntax, value, type) : element(syntax, value, type);
  }

  /** Subscripts of jsonb are the steps of a path. */
  private Expression member(Syntax.Subscripted syntax, Expression value) {
    List<Expression> steps = new ArrayList<>();
    for (Syntax.Subscript subscript : syntax.subscripts()) {
      if (subscript.slice()) {
        throw place.type(syntax.span(), "jsonb subscript does not support slices");
      }
      Syntax step = Objects.requireNonNull(subscript.from());
      steps.add(coercion.cast(binder.bind(step), Type.Text.ANY, step.span()));
    }
    Expression document = coercion.cast(value, Type.Simple.JSONB, syntax.span());
    return OperatorBinder.call("#>", List.of(document, new Expression.ArrayOf(TEXTS, steps)));
  }

  private Expression element(Syntax.Subscripted syntax, Expression value, Type.Array type) {
    List<Expression> subscripts = syntax.bounds().stream().map(this::subscript).toList();
    Function function =
        new Function(
            "element",
            ArrayElements.class,
            ArrayElements.method(Form.of(type.element())),
            List.of(type, SUBSCRIPTS),
            type.element(),
            true,
            new ArrayElements.Of(type.element()));
    return new Expression.Call(
        function, List.of(value, new Expression.ArrayOf(SUBSCRIPTS, subscripts)), type.element());
  }

  private Expression subscript(Syntax index) {
    return coercion.require(binder.bind(index), Type.Simple.INT4, index.span(), "a subscript");
  }

  /** A subscript without a colon among slices is one from 1 on. */
  private Expression slice(Syntax.Subscripted syntax, Expression value, Type.Array type) {
    List<Expression> bounds = new ArrayList<>();
    Set<Integer> open = new HashSet<>();
    for (Syntax.Subscript subscript : syntax.subscripts()) {
      Syntax from = subscript.slice() ? subscript.from() : ONE;
      Syntax to = subscript.slice() ? subscript.to() : subscript.from();
      for (Syntax bound : Arrays.asList(from, to)) {
        if (bound == null) {
          open.add(bounds.size());
        }
        bounds.add(bound == null ? Expressions.ofInt(0) : subscript(bound));
      }
    }
    Function function =
        new Function(
            "slice",
            ArraySlices.class,
            "slice",
            List.of(type, SUBSCRIPTS),
            type,
            true,
            new ArraySlices.Bounds(type.element(), open));
    return new Expression.Call(
        function, List.of(value, new Expression.ArrayOf(SUBSCRIPTS, bounds)), type);
  }

  private Type.Array array(Expression value, Span span, String what) {
    if (value.type().base() instanceof Type.Array type) {
      return type;
    }
    throw place.type(span, what + " must be an array, not " + Coercion.name(value.type()));
  }

  /** {@code x = any (a)}: elements are compared as single values would be. */
  Expression quantified(Syntax.Quantified test) {
    if (!COMPARISONS.contains(test.operator())) {
      return operated(test);
    }
    Expression operand = binder.bind(test.operand());
    Expression array = binder.bind(test.array());
    Type elements =
        Types.isUnknown(array.type())
            ? Types.plain(binder.bindKnown(test.operand()).type())
            : Types.plain(array(array, test.array().span(), "any or all").element());
    Type type = compared(test, operand, elements);
    if (!type.equals(elements) && !(array instanceof Expression.ArrayOf)) {
      throw place.error(
          test.span(),
          ErrorCode.SQL_UNSUPPORTED,
          "elements of type " + elements.sql() + " compared as " + type.sql(),
          "Cast the other side to " + elements.sql() + ".");
    }
    Type.Array arrays = new Type.Array(type);
    Expression single =
        new Expression.ArrayOf(
            arrays, List.of(coercion.implicit(operand, type, test.operand().span())));
    Comparison comparison = Comparison.of(test.operator());
    Function function =
        new Function(
            test.operator() + (test.all() ? " all" : " any"),
            ArrayTest.class,
            "test",
            List.of(arrays, arrays),
            Type.Simple.BOOLEAN,
            true,
            new ArrayTest(comparison, test.all(), type));
    Expression fitting = fitting(array, arrays, test.array().span());
    return new Expression.Call(function, List.of(single, fitting), Type.Simple.BOOLEAN);
  }

  /** With an operator that is no comparison: of each element that is written, or of patterns. */
  private Expression operated(Syntax.Quantified test) {
    if (test.array() instanceof Syntax.ArrayOf written && !written.elements().isEmpty()) {
      List<Expression> tests = new ArrayList<>();
      for (Syntax element : written.elements()) {
        tests.add(
            operators.bind(
                new Syntax.Operation(
                    test.operator(), List.of(test.operand(), element), test.span())));
      }
      return test.all() ? Expressions.and(tests) : new Expression.Or(tests);
    }
    PatternTest patterns = PatternTest.of(test.operator(), test.all());
    if (patterns == null) {
      throw place.unsupported(test.span(), "any or all with " + test.operator());
    }
    Function function =
        new Function(
            test.operator() + (test.all() ? " all" : " any"),
            PatternTest.class,
            "test",
            List.of(Type.Text.ANY, TEXTS),
            Type.Simple.BOOLEAN,
            true,
            patterns,
            Set.of(0));
    Expression text =
        coercion.require(
            binder.bind(test.operand()), Type.Text.ANY, test.operand().span(), "what is matched");
    Expression array =
        coercion.require(binder.bind(test.array()), TEXTS, test.array().span(), "any or all");
    return new Expression.Call(function, List.of(text, array), Type.Simple.BOOLEAN);
  }

  /** Elements that are written one by one turn into the type; those of a column are of it. */
  private Expression fitting(Expression array, Type.Array type, Span span) {
    if (array instanceof Expression.ArrayOf written) {
      return new Expression.ArrayOf(
          type,
          written.operands().stream()
              .map(element -> coercion.implicit(element, type.element(), span))
              .toList());
    }
    return Types.isUnknown(array.type()) ? coercion.implicit(array, type, span) : array;
  }

  /** The type that operand and elements are compared in. */
  private Type compared(Syntax.Quantified test, Expression operand, Type elements) {
    Expression sample = new Expression.Column(0, elements, true);
    Expression compared =
        operators.compare(
            Comparison.of(test.operator()),
            List.of(operand, sample),
            List.of(test.operand().span(), test.array().span()),
            test.span());
    return Types.plain(compared.operands().getLast().type());
  }
}

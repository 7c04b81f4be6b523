package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds operators by the types of their operands. */
final class OperatorBinder {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  /** The types that are compared as they are; all others are brought to one of these. */
  private static final List<Type> COMPARED =
      List.of(
          Type.Simple.BOOLEAN,
          Type.Simple.INT2,
          Type.Simple.INT4,
          Type.Simple.INT8,
          Type.Simple.FLOAT4,
          Type.Simple.FLOAT8,
          Type.Numeric.ANY,
          Type.Text.ANY,
          Types.CHAR,
          Type.Simple.BYTEA,
          Type.Simple.DATE,
          Type.Simple.TIME,
          Type.Simple.TIMETZ,
          Type.Simple.TIMESTAMP,
          Type.Simple.TIMESTAMPTZ,
          Type.Simple.INTERVAL,
          Type.Simple.UUID,
          Type.Simple.JSONB);

  /** Beside a value of these types a literal is one of the same type. */
  private static final Set<Type> CONCATENATED =
      Set.of(
          Type.Simple.JSONB,
          Type.Simple.BYTEA,
          new Type.Other("tsvector"),
          new Type.Other("tsquery"));

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final Place place;
  private final Polymorphic polymorphic;

  OperatorBinder(ExpressionBinder binder, Coercion coercion, Place place) {
    this.binder = binder;
    this.coercion = coercion;
    this.place = place;
    this.polymorphic = new Polymorphic(coercion);
  }

  Expression bind(Syntax.Operation operation) {
    if (operation.operator().equals("-")
        && operation.operands().size() == 1
        && operation.operands().getFirst() instanceof Syntax.Digits(String digits, Span _)) {
      return ExpressionBinder.number("-" + digits);
    }
    List<Expression> operands = operation.operands().stream().map(binder::bind).toList();
    List<Span> spans = operation.operands().stream().map(Syntax::span).toList();
    String operator = operation.operator();
    if (COMPARISONS.contains(operator) && operands.size() == 2) {
      return compare(Comparison.of(operator), operands, spans, operation.span());
    }
    Optional<Expression> special = special(operator, operands);
    return special.orElseGet(() -> apply(operator, operands, spans, operation.span()));
  }

  /** What stands beside a text with || becomes text. */
  private Optional<Expression> special(String operator, List<Expression> operands) {
    if (!operator.equals("||") || operands.size() != 2) {
      return Optional.empty();
    }
    boolean text =
        operands.stream()
            .anyMatch(o -> Types.category(Types.plain(o.type())) == Types.Category.STRING);
    boolean literal = operands.stream().anyMatch(o -> o.type().equals(Types.UNKNOWN));
    boolean array = operands.stream().anyMatch(o -> o.type().base() instanceof Type.Array);
    boolean own = operands.stream().anyMatch(o -> CONCATENATED.contains(o.type().base()));
    if (array || !(text || (literal && !own))) {
      return Optional.empty();
    }
    List<Expression> texts =
        operands.stream().map(o -> coercion.cast(o, Type.Text.ANY, new Span(0, 0))).toList();
    return Optional.of(call("||", texts));
  }

  /** Whether there is a function or operator of this name. */
  static boolean exists(String name) {
    return Polymorphic.isKnown(name) || !Catalogue.named(name).isEmpty();
  }

  /** Calls the operator or function that fits the arguments best. */
  Expression apply(String name, List<Expression> arguments, List<Span> spans, Span span) {
    List<Type> given = arguments.stream().map(Expression::type).toList();
    boolean ofArrays =
        Polymorphic.isKnown(name)
            && (Catalogue.named(name).isEmpty()
                || given.stream().anyMatch(type -> type.base() instanceof Type.Array));
    if (ofArrays) {
      return polymorphic
          .call(name, arguments, spans)
          .orElseThrow(() -> noFunction(name, given, span));
    }
    Optional<Function> function =
        Overloads.choose(Catalogue.named(name), Function::parameters, given);
    if (function.isEmpty()) {
      throw noFunction(name, given, span);
    }
    List<Expression> fitting =
        IntStream.range(0, arguments.size())
            .mapToObj(i ->
                coercion.implicit(
                    arguments.get(i), function.get().parameters().get(i), spans.get(i)))
            .toList();
    return new Expression.Call(function.get(), fitting, function.get().result());
  }

  /** Calls a function for arguments of just its types. */
  static Expression call(String name, List<Expression> arguments) {
    List<Type> types = arguments.stream().map(a -> Types.plain(a.type())).toList();
    Function function =
        Catalogue.named(name).stream()
            .filter(candidate -> candidate.parameters().equals(types))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + name + types));
    return new Expression.Call(function, arguments, function.result());
  }

  private RuntimeException noFunction(String name, List<Type> given, Span span) {
    boolean operator = !Character.isLetter(name.charAt(0));
    List<String> types = given.stream().map(Coercion::name).toList();
    String shown;
    if (!operator) {
      shown = "function " + name + "(" + String.join(", ", types) + ")";
    } else if (types.size() == 1) {
      shown = "operator " + name + " " + types.getFirst();
    } else {
      shown = "operator " + String.join(" " + name + " ", types);
    }
    boolean known =
        Polymorphic.isKnown(name)
            || Catalogue.named(name).stream().anyMatch(f -> f.parameters().size() == given.size());
    if (!known) {
      String what = operator ? "the operator " + name : "the function " + name;
      throw place.unsupported(span, what);
    }
    return coercion.noFunction(span, shown, "Cast the arguments to types that it is there for.");
  }

  /** Compares two values, after they were brought to one type. */
  Expression compare(
      Comparison comparison, List<Expression> operands, List<Span> spans, Span span) {
    List<Expression> alike = alike(comparison.sql(), operands, spans, span);
    requireComparable(alike.getFirst().type(), comparison, span);
    return new Expression.Compare(comparison, alike.getFirst(), alike.getLast());
  }

  private void requireComparable(Type type, Comparison comparison, Span span) {
    boolean equality = comparison.isEquality() && type.base() != Type.Simple.JSON;
    if (!equality && !Types.ordered(type)) {
      throw coercion.noFunction(
          span,
          "operator " + type.sql() + " " + comparison.sql() + " " + type.sql(),
          "Cast both sides to text.");
    }
  }

  private List<Expression> alike(
      String operator, List<Expression> operands, List<Span> spans, Span span) {
    List<Type> given = operands.stream().map(o -> Types.plain(o.type())).toList();
    Optional<Type> type = comparedAs(given);
    if (type.isEmpty()) {
      throw coercion.noFunction(
          span,
          "operator "
              + Coercion.name(operands.getFirst().type())
              + " "
              + operator
              + " "
              + Coercion.name(operands.getLast().type()),
          "Cast one side to the type of the other.");
    }
    List<Expression> alike = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean same = Types.plain(operands.get(i).type()).equals(type.get());
      alike.add(
          same && isCompared(operands.get(i).type())
              ? operands.get(i)
              : coercion.implicit(operands.get(i), type.get(), spans.get(i)));
    }
    return alike;
  }

  /** Modifiers of a type do not matter to a comparison, other than to the forms of its keys. */
  private static boolean isCompared(Type type) {
    return !(type.base() instanceof Type.Numeric);
  }

  private static Optional<Type> comparedAs(List<Type> given) {
    boolean unknown = given.stream().allMatch(Types::isUnknown);
    if (unknown) {
      return Optional.of(Type.Text.ANY);
    }
    if (given.stream().anyMatch(Type.Row.class::isInstance)) {
      boolean fitting = given.stream().allMatch(g -> g instanceof Type.Row || Types.isUnknown(g));
      return fitting ? CommonType.ofTypes(given) : Optional.empty();
    }
    for (Type type : given) {
      boolean own =
          type instanceof Type.Enumeration
              || type instanceof Type.Array
              || (type instanceof Type.Other && !Types.isUnknown(type))
              || type == Type.Simple.JSON;
      if (own) {
        return given.stream().allMatch(g -> g.equals(type) || Types.isUnknown(g))
            ? Optional.of(type)
            : Optional.empty();
      }
    }
    return mixedFloats(given)
        ? Optional.of(Type.Simple.FLOAT8)
        : Overloads.choose(COMPARED, type -> List.of(type, type), given);
  }

  /** There are operators for a float4 and a float8: what is no float4 goes to the latter. */
  private static boolean mixedFloats(List<Type> given) {
    return given.contains(Type.Simple.FLOAT4)
        && given.stream()
            .anyMatch(type ->
                type != Type.Simple.FLOAT4 && Types.category(type) == Types.Category.NUMBER);
  }

  Expression distinct(Syntax.Distinct distinct) {
    List<Expression> operands =
        List.of(binder.bind(distinct.left()), binder.bind(distinct.right()));
    List<Span> spans = List.of(distinct.left().span(), distinct.right().span());
    Expression test = distinct(operands, spans, distinct.span());
    return distinct.negated() ? new Expression.Not(test) : test;
  }

  /** Whether two values differ, after they were brought to one type. */
  Expression distinct(List<Expression> operands, List<Span> spans, Span span) {
    List<Expression> alike = alike("is distinct from", operands, spans, span);
    requireComparable(alike.getFirst().type(), Comparison.EQUAL, span);
    return new Expression.IsDistinct(alike.getFirst(), alike.getLast());
  }

  Expression between(Syntax.Between between) {
    Expression operand = binder.bind(between.operand());
    Expression inside = between(between, operand, between.low(), between.high());
    if (between.symmetric()) {
      Expression turned = between(between, operand, between.high(), between.low());
      inside = new Expression.Or(List.of(inside, turned));
    }
    return between.negated() ? new Expression.Not(inside) : inside;
  }

  private Expression between(Syntax.Between between, Expression operand, Syntax low, Syntax high) {
    Expression above =
        compare(
            Comparison.GREATER_OR_EQUAL,
            List.of(operand, binder.bind(low)),
            List.of(between.operand().span(), low.span()),
            between.span());
    Expression below =
        compare(
            Comparison.LESS_OR_EQUAL,
            List.of(operand, binder.bind(high)),
            List.of(between.operand().span(), high.span()),
            between.span());
    return Expressions.and(List.of(above, below));
  }

  /** All values are brought to one type with the operand, as in an array of them. */
  Expression in(Syntax.In in) {
    List<Expression> all = new ArrayList<>(List.of(binder.bind(in.operand())));
    List<Span> spans = new ArrayList<>(List.of(in.operand().span()));
    for (Syntax value : in.values()) {
      all.add(binder.bind(value));
      spans.add(value.span());
    }
    Optional<Type> common = CommonType.of(all);
    if (common.isPresent()) {
      for (int i = 0; i < all.size(); i++) {
        all.set(i, coercion.implicit(all.get(i), Types.plain(common.get()), spans.get(i)));
      }
    }
    List<Expression> tests = new ArrayList<>();
    for (int i = 1; i < all.size(); i++) {
      List<Expression> pair = List.of(all.getFirst(), all.get(i));
      List<Span> places = List.of(spans.getFirst(), spans.get(i));
      tests.add(compare(Comparison.EQUAL, pair, places, in.span()));
    }
    Expression any = tests.size() == 1 ? tests.getFirst() : new Expression.Or(tests);
    return in.negated() ? new Expression.Not(any) : any;
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives an expression of the syntax tree its types, columns and functions. */
final class ExpressionBinder {
  private final Scope scope;
  private final Place place;
  private final TypeNames types;
  private final Coercion coercion;
  private final OperatorBinder operators;
  private final BranchBinder branches;
  private final CallBinder calls;
  private final ArrayBinder arrays;
  private final RowBinder rows;
  private final SubqueryBinder subqueries;
  private final JsonAccessBinder json;
  private final Map<Integer, Syntax.Name> written = new HashMap<>();

  /** With aggregates handed to {@code aggregates}, and queries to {@code queries}. */
  ExpressionBinder(Scope scope, TypeNames types, AggregateCalls aggregates, Subqueries queries) {
    this.scope = scope;
    this.place = scope.place();
    this.types = types;
    this.coercion = new Coercion(place);
    this.operators = new OperatorBinder(this, coercion, place);
    this.branches = new BranchBinder(this, coercion, operators, place);
    this.arrays = new ArrayBinder(this, coercion, operators, place);
    this.json = new JsonAccessBinder(this, coercion, types, place);
    this.subqueries = new SubqueryBinder(this, operators, queries, scope);
    this.rows = new RowBinder(this, operators, subqueries, scope);
    this.calls = new CallBinder(this, coercion, operators, branches, aggregates, types, place);
  }

  /** The expression; strings in quotes and nulls may still be of unknown type. */
  Expression bind(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Name name -> column(name);
      case Syntax.Star star -> rows.value(star);
      case Syntax.FieldOf field -> rows.field(field);
      case Syntax.FieldsOf fields ->
          throw place.unsupported(fields.span(), "* inside an expression");
      case Syntax.Text text -> unknown(text.value());
      case Syntax.Null _ -> Expressions.ofNull(Types.UNKNOWN);
      case Syntax.Digits number -> number(number.digits());
      case Syntax.Truth truth -> truth.value() ? Expressions.TRUE : Expressions.FALSE;
      case Syntax.Cast cast -> cast(cast);
      case Syntax.Operation operation ->
          RowBinder.compares(operation) ? rows.compare(operation) : operators.bind(operation);
      case Syntax.And and ->
          Expressions.and(List.of(condition(and.left()), condition(and.right())));
      case Syntax.Or or -> new Expression.Or(List.of(condition(or.left()), condition(or.right())));
      case Syntax.Not not -> new Expression.Not(condition(not.operand()));
      case Syntax.Is is -> is.operand() instanceof Syntax.Row row ? rows.is(is, row) : is(is);
      case Syntax.IsJson test -> isJson(test);
      case Syntax.JsonAccess access -> json.bind(access);
      case Syntax.JsonMade made -> json.bind(made);
      case Syntax.Distinct distinct ->
          distinct.left() instanceof Syntax.Row left && distinct.right() instanceof Syntax.Row right
              ? rows.distinct(distinct, left, right)
              : operators.distinct(distinct);
      case Syntax.Between between -> operators.between(between);
      case Syntax.In in ->
          in.operand() instanceof Syntax.Row row ? rows.in(in, row) : operators.in(in);
      case Syntax.Like like -> calls.like(like);
      case Syntax.Case choice -> branches.choice(choice);
      case Syntax.Call call -> call(call);
      case Syntax.Windowed windowed -> calls.bind(windowed);
      case Syntax.AtTimeZone zone -> calls.atTimeZone(zone);
      case Syntax.ArrayOf array -> branches.array(array);
      case Syntax.Subscripted subscripted -> arrays.subscripted(subscripted);
      case Syntax.Quantified test -> arrays.quantified(test);
      case Syntax.Subquery subquery -> subqueries.single(subquery);
      case Syntax.Exists exists -> subqueries.exists(exists);
      case Syntax.InQuery in -> subqueries.in(in);
      case Syntax.QuantifiedQuery test -> subqueries.quantified(test);
      case Syntax.ArrayQuery array -> subqueries.array(array);
      case Syntax.Row row -> rows.value(row);
    };
  }

  /** The expression; what is still of unknown type becomes text. */
  Expression bindKnown(Syntax syntax) {
    Expression expression = bind(syntax);
    return Types.isUnknown(expression.type())
        ? coercion.implicit(expression, Type.Text.ANY, syntax.span())
        : expression;
  }

  /** The expression, which has to be boolean. */
  Expression condition(Syntax syntax) {
    return condition(syntax, "the condition");
  }

  /** The expression, which has to be boolean; {@code what} names it in the message. */
  Expression condition(Syntax syntax, String what) {
    return coercion.require(bind(syntax), Type.Simple.BOOLEAN, syntax.span(), what);
  }

  /** The fields that {@code (r).*} stands for. */
  List<SelectBinder.Output> fields(Syntax.FieldsOf fields) {
    return rows.fields(fields);
  }

  Coercion coercion() {
    return coercion;
  }

  /** Where in the query the column is first written. */
  Syntax.Name writtenName(int column, Span otherwise) {
    return written.getOrDefault(column, new Syntax.Name(List.of("?"), otherwise));
  }

  /** An aggregate belongs to the innermost query whose columns it is asked of. */
  private Expression call(Syntax.Call call) {
    Outer outer = scope.outer();
    boolean ofOuter = outer != null && Aggregates.isAggregate(call) && Outer.owns(call, scope);
    return outer != null && ofOuter ? outer.aggregate(call) : calls.bind(call);
  }

  private Expression column(Syntax.Name name) {
    Expression expression = scope.resolve(name).expression();
    if (expression instanceof Expression.Column column) {
      written.putIfAbsent(column.index(), name);
    }
    return expression;
  }

  private static Expression unknown(String text) {
    RowWriter out = new RowWriter();
    out.putText(text);
    return new Expression.Literal(Types.UNKNOWN, out.toBytes());
  }

  /** A whole number is of the smallest type from int4 on that holds it; any other is numeric. */
  static Expression number(String digits) {
    RowWriter out = new RowWriter();
    BigDecimal value = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
    boolean whole = digits.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    if (whole && value.toBigInteger().bitLength() < Integer.SIZE) {
      return Expressions.ofInt(value.intValue());
    }
    if (whole && value.toBigInteger().bitLength() < Long.SIZE) {
      out.putInt8(value.longValue());
      return new Expression.Literal(Type.Simple.INT8, out.toBytes());
    }
    BigDecimal shown = digits.endsWith(".") ? value.setScale(0) : value;
    out.putNumeric(Decimal.of(shown));
    return new Expression.Literal(Type.Numeric.ANY, out.toBytes());
  }

  /** What is written as the elements of an array is cast one by one. */
  private Expression cast(Syntax.Cast cast) {
    Type type = types.resolve(cast.type());
    if (cast.operand() instanceof Syntax.ArrayOf array && type.base() instanceof Type.Array to) {
      Optional<Expression> elements = branches.arrayOf(array, to);
      if (elements.isPresent()) {
        return elements.get();
      }
    }
    Expression value = coercion.cast(bind(cast.operand()), type, cast.span());
    return TimePrecision.round(value, cast.type(), place);
  }

  private Expression isJson(Syntax.IsJson is) {
    Expression operand = bindKnown(is.operand());
    Expression test = AnyCalls.isJson(operand, is.kind(), is.unique(), coercion);
    return is.negated() ? new Expression.Not(test) : test;
  }

  private Expression is(Syntax.Is is) {
    if (is.condition() == Syntax.Condition.NULL) {
      Expression operand = bindKnown(is.operand());
      if (operand.type().base() instanceof Type.Row) {
        return RowBinder.isNull(operand, is.negated());
      }
    }
    Expression test =
        switch (is.condition()) {
          case NULL -> new Expression.IsNull(bindKnown(is.operand()));
          case UNKNOWN -> new Expression.IsNull(condition(is.operand(), "what is unknown"));
          case TRUE -> new Expression.IsTruth(condition(is.operand(), "what is true"), true);
          case FALSE -> new Expression.IsTruth(condition(is.operand(), "what is false"), false);
        };
    return is.negated() ? new Expression.Not(test) : test;
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.OfRow;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows of several values. Those that are written in a test are tested value by value, where a null
 * leaves it unknown; any others are values, in which nulls are equal.
 */
final class RowBinder {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final ExpressionBinder binder;
  private final OperatorBinder operators;
  private final SubqueryBinder subqueries;
  private final Scope scope;
  private final Place place;

  RowBinder(
      ExpressionBinder binder, OperatorBinder operators, SubqueryBinder subqueries, Scope scope) {
    this.binder = binder;
    this.operators = operators;
    this.subqueries = subqueries;
    this.scope = scope;
    this.place = scope.place();
  }

  /** The values of a row, and where it is written. */
  private record Values(List<Expression> all, List<Span> spans, Span span) {}

  /** Whether the operation compares two rows value by value. */
  static boolean compares(Syntax.Operation operation) {
    if (!COMPARISONS.contains(operation.operator()) || operation.operands().size() != 2) {
      return false;
    }
    Syntax left = operation.operands().getFirst();
    Syntax right = operation.operands().getLast();
    return left instanceof Syntax.Row
        && (right instanceof Syntax.Row || right instanceof Syntax.Subquery);
  }

  /** The first values that differ decide; a null before them leaves it unknown. */
  Expression compare(Syntax.Operation operation) {
    Values left = values((Syntax.Row) operation.operands().getFirst());
    Values right =
        switch (operation.operands().getLast()) {
          case Syntax.Row row -> values(row);
          case Syntax.Subquery query -> values(query, left.all().size());
          case Syntax other -> throw new IllegalArgumentException(other.toString());
        };
    requireSameSize(left, right, operation.span());
    return switch (operation.operator()) {
      case "=" -> equal(left, right);
      case "<>" -> any(tests(Comparison.NOT_EQUAL, left, right));
      default -> ordered(Comparison.of(operation.operator()), left, right);
    };
  }

  private Values values(Syntax.Row row) {
    List<Syntax> values = written(row);
    return new Values(
        values.stream().map(binder::bind).toList(),
        values.stream().map(Syntax::span).toList(),
        row.span());
  }

  private Values values(Syntax.Subquery query, int count) {
    List<Expression> columns = subqueries.columns(query, count);
    return new Values(columns, columns.stream().map(_ -> query.span()).toList(), query.span());
  }

  /** The values as written, each column of a star for itself. */
  private List<Syntax> written(Syntax.Row row) {
    return row.values().stream()
        .flatMap(value -> value instanceof Syntax.Star star ? names(star) : Stream.of(value))
        .toList();
  }

  private Stream<Syntax> names(Syntax.Star star) {
    return scope.star(star).stream()
        .map(column -> {
          List<String> parts = new ArrayList<>(star.qualifier());
          parts.add(column.name());
          return new Syntax.Name(parts, star.span());
        });
  }

  private void requireSameSize(Values left, Values right, Span span) {
    if (left.all().isEmpty()) {
      throw place.error(
          left.span(), ErrorCode.SQL_UNSUPPORTED, "cannot compare rows of zero length");
    }
    if (left.all().size() != right.all().size()) {
      throw place.error(
          span,
          ErrorCode.SQL_SYNTAX,
          "a row of %d values is compared with one of %d"
              .formatted(left.all().size(), right.all().size()));
    }
  }

  private Expression equal(Values left, Values right) {
    return Expressions.and(tests(Comparison.EQUAL, left, right));
  }

  private List<Expression> tests(Comparison comparison, Values left, Values right) {
    List<Expression> tests = new ArrayList<>();
    for (int i = 0; i < left.all().size(); i++) {
      tests.add(test(comparison, left, right, i));
    }
    return tests;
  }

  private Expression test(Comparison comparison, Values left, Values right, int i) {
    return operators.compare(
        comparison,
        List.of(left.all().get(i), right.all().get(i)),
        List.of(left.spans().get(i), right.spans().get(i)),
        left.span().through(right.span()));
  }

  private Expression ordered(Comparison comparison, Values left, Values right) {
    Comparison strict = Comparison.of(comparison.sql().substring(0, 1));
    int last = left.all().size() - 1;
    Expression rest = test(comparison, left, right, last);
    for (int i = last - 1; i >= 0; i--) {
      Expression tied = Expressions.and(List.of(test(Comparison.EQUAL, left, right, i), rest));
      rest = new Expression.Or(List.of(test(strict, left, right, i), tied));
    }
    return rest;
  }

  private static Expression any(List<Expression> tests) {
    return tests.size() == 1 ? tests.getFirst() : new Expression.Or(tests);
  }

  Expression in(Syntax.In in, Syntax.Row row) {
    if (!in.values().stream().allMatch(Syntax.Row.class::isInstance)) {
      return operators.in(in);
    }
    List<Expression> tests = new ArrayList<>();
    Values left = values(row);
    for (Syntax value : in.values()) {
      Values right = values((Syntax.Row) value);
      requireSameSize(left, right, right.span());
      tests.add(equal(left, right));
    }
    return in.negated() ? new Expression.Not(any(tests)) : any(tests);
  }

  Expression distinct(Syntax.Distinct distinct, Syntax.Row first, Syntax.Row second) {
    Values left = values(first);
    Values right = values(second);
    requireSameSize(left, right, distinct.span());
    List<Expression> tests = new ArrayList<>();
    for (int i = 0; i < left.all().size(); i++) {
      tests.add(
          operators.distinct(
              List.of(left.all().get(i), right.all().get(i)),
              List.of(left.spans().get(i), right.spans().get(i)),
              distinct.span()));
    }
    return distinct.negated() ? new Expression.Not(any(tests)) : any(tests);
  }

  /** A row is null if all its values are, and not null if none is. */
  Expression is(Syntax.Is is, Syntax.Row row) {
    if (is.condition() != Syntax.Condition.NULL) {
      throw place.type(row.span(), "a row is neither true nor false");
    }
    return isNull(written(row).stream().map(binder::bindKnown).toList(), is.negated());
  }

  /** Whether a row that is a value is null, or has nothing but nulls; or has none. */
  static Expression isNull(Expression row, boolean negated) {
    return isNull(OfRow.fields(row), negated);
  }

  private static Expression isNull(List<Expression> values, boolean negated) {
    return Expressions.and(
        values.stream()
            .<Expression>map(Expression.IsNull::new)
            .map(test -> negated ? new Expression.Not(test) : test)
            .toList());
  }

  /** The row as a value; its fields are called f1, f2 and so on. */
  Expression value(Syntax.Row row) {
    List<Expression> values = written(row).stream().map(binder::bindKnown).toList();
    List<Type.Field> fields = new ArrayList<>();
    for (Expression value : values) {
      fields.add(new Type.Field("f" + (fields.size() + 1), value.type()));
    }
    return new OfRow.Made(new Type.Row(Type.Row.ANONYMOUS, fields), values);
  }

  /** A row of a table as a value: {@code t.*}. */
  Expression value(Syntax.Star star) {
    Expression row = star.qualifier().isEmpty() ? null : scope.row(star.qualifier());
    if (row == null) {
      throw place.unsupported(star.span(), "* inside an expression");
    }
    return row;
  }

  /** {@code (r).f}. */
  Expression field(Syntax.FieldOf access) {
    Expression row = binder.bindKnown(access.row());
    List<Type.Field> fields = fields(row, access.row());
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(access.name())) {
        return OfRow.field(row, i);
      }
    }
    throw place.error(
        access.span(),
        ErrorCode.SQL_NAME,
        "column \"" + access.name() + "\" not found in data type " + row.type().sql(),
        Suggestion.of(access.name(), fields.stream().map(Type.Field::name).toList()));
  }

  /** {@code (r).*}: all fields, with their names. */
  List<SelectBinder.Output> fields(Syntax.FieldsOf access) {
    Expression row = binder.bindKnown(access.row());
    List<Type.Field> fields = fields(row, access.row());
    List<SelectBinder.Output> outputs = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      outputs.add(
          new SelectBinder.Output(fields.get(i).name(), OfRow.field(row, i), access.span()));
    }
    return outputs;
  }

  private List<Type.Field> fields(Expression row, Syntax written) {
    if (row.type().base() instanceof Type.Row type) {
      return type.fields();
    }
    throw place.type(
        written.span(), "type " + row.type().sql() + " has no fields: it is not a composite type");
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tests of rows of several values, as tests of their values one by one. */
final class RowBinder {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final ExpressionBinder binder;
  private final Place place;

  RowBinder(ExpressionBinder binder, Place place) {
    this.binder = binder;
    this.place = place;
  }

  /** Whether the operation compares two rows. */
  static boolean compares(Syntax.Operation operation) {
    return COMPARISONS.contains(operation.operator())
        && operation.operands().size() == 2
        && operation.operands().stream().allMatch(Syntax.Row.class::isInstance);
  }

  /** The first values that differ decide; a null before them leaves it unknown. */
  Expression compare(Syntax.Operation operation) {
    Syntax.Row left = (Syntax.Row) operation.operands().getFirst();
    Syntax.Row right = (Syntax.Row) operation.operands().getLast();
    requireSameSize(left, right, operation.span());
    return switch (operation.operator()) {
      case "=" -> equal(left, right);
      case "<>" -> any(tests("<>", left, right));
      default -> ordered(operation.operator(), left, right);
    };
  }

  private void requireSameSize(Syntax.Row left, Syntax.Row right, Span span) {
    if (left.values().isEmpty()) {
      throw place.unsupported(left.span(), "a row without values");
    }
    if (left.values().size() != right.values().size()) {
      throw place.error(
          span,
          ErrorCode.SQL_SYNTAX,
          "a row of %d values is compared with one of %d"
              .formatted(left.values().size(), right.values().size()));
    }
  }

  private Expression equal(Syntax.Row left, Syntax.Row right) {
    return Expressions.and(tests("=", left, right));
  }

  private List<Expression> tests(String operator, Syntax.Row left, Syntax.Row right) {
    List<Expression> tests = new ArrayList<>();
    for (int i = 0; i < left.values().size(); i++) {
      tests.add(test(operator, left, right, i));
    }
    return tests;
  }

  private Expression test(String operator, Syntax.Row left, Syntax.Row right, int i) {
    Syntax first = left.values().get(i);
    Syntax second = right.values().get(i);
    Span span = left.span().through(right.span());
    return binder.bind(new Syntax.Operation(operator, List.of(first, second), span));
  }

  private Expression ordered(String operator, Syntax.Row left, Syntax.Row right) {
    String strict = operator.substring(0, 1);
    int last = left.values().size() - 1;
    Expression rest = test(operator, left, right, last);
    for (int i = last - 1; i >= 0; i--) {
      Expression tied = Expressions.and(List.of(test("=", left, right, i), rest));
      rest = new Expression.Or(List.of(test(strict, left, right, i), tied));
    }
    return rest;
  }

  private static Expression any(List<Expression> tests) {
    return tests.size() == 1 ? tests.getFirst() : new Expression.Or(tests);
  }

  Expression in(Syntax.In in, Syntax.Row row) {
    List<Expression> tests = new ArrayList<>();
    for (Syntax value : in.values()) {
      if (!(value instanceof Syntax.Row other)) {
        throw place.type(value.span(), "a row can only be compared with a row");
      }
      requireSameSize(row, other, other.span());
      tests.add(equal(row, other));
    }
    return in.negated() ? new Expression.Not(any(tests)) : any(tests);
  }

  Expression distinct(Syntax.Distinct distinct, Syntax.Row left, Syntax.Row right) {
    requireSameSize(left, right, distinct.span());
    List<Expression> tests = new ArrayList<>();
    for (int i = 0; i < left.values().size(); i++) {
      Syntax first = left.values().get(i);
      Syntax second = right.values().get(i);
      tests.add(binder.bind(new Syntax.Distinct(first, second, false, distinct.span())));
    }
    return distinct.negated() ? new Expression.Not(any(tests)) : any(tests);
  }

  /** A row is null if all its values are, and not null if none is. */
  Expression is(Syntax.Is is, Syntax.Row row) {
    if (is.condition() != Syntax.Condition.NULL) {
      throw place.type(row.span(), "a row is neither true nor false");
    }
    return Expressions.and(
        row.values().stream()
            .map(value ->
                binder.bind(new Syntax.Is(value, Syntax.Condition.NULL, is.negated(), is.span())))
            .toList());
  }
}

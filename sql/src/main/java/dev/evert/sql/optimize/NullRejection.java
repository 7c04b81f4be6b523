package dev.evert.sql.optimize;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.expression.OfRow;

/** Finds conditions that are not true where all columns of a right side are null. */
final class NullRejection {
  private NullRejection() {}

  /** Whether the condition is never true where all columns from {@code from} on are null. */
  static boolean rejects(Expression condition, int from) {
    return switch (condition) {
      case Expression.Compare compare ->
          isNull(compare.left(), from) || isNull(compare.right(), from);
      case Expression.And and -> and.operands().stream().anyMatch(e -> rejects(e, from));
      case Expression.Or or -> or.operands().stream().allMatch(e -> rejects(e, from));
      case Expression.IsTruth test -> isNull(test.operand(), from);
      case Expression.Not not ->
          isNull(not.operand(), from)
              || (not.operand() instanceof Expression.IsNull test && isNull(test.operand(), from));
      case Expression.Column _, Expression.Call _, Expression.Cast _, OfRow.Field _ ->
          isNull(condition, from);
      case Expression.Literal _, Expression.IsDistinct _, Expression.IsNull _ -> false;
      case Expression.Case _, Expression.Coalesce _, Expression.Extreme _ -> false;
      case Expression.ArrayOf _, OfRow.Made _, Expression.Parameter _, OfQuery _ -> false;
    };
  }

  /** Whether the expression is surely null there, and can not fail before that is seen. */
  private static boolean isNull(Expression expression, int from) {
    return switch (expression) {
      case Expression.Column column -> column.index() >= from;
      case Expression.Cast cast -> isNull(cast.operand(), from);
      case Expression.Call call -> call.strictArguments().stream().anyMatch(e -> isNull(e, from));
      case Expression.Compare compare ->
          isNull(compare.left(), from) || isNull(compare.right(), from);
      case Expression.Not not -> isNull(not.operand(), from);
      case Expression.Literal literal -> literal.field() == null;
      case Expression.IsDistinct _, Expression.And _, Expression.Or _ -> false;
      case Expression.IsNull _, Expression.IsTruth _ -> false;
      case Expression.Case _, Expression.Coalesce _, Expression.Extreme _ -> false;
      case OfRow.Field field -> isNull(field.row(), from);
      case Expression.ArrayOf _, OfRow.Made _, Expression.Parameter _, OfQuery _ -> false;
    };
  }
}

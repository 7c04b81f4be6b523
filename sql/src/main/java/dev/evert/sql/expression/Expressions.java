package dev.evert.sql.expression;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes and rewrites expressions. */
public final class Expressions {
  /** True. */
  public static final Expression.Literal TRUE = truth(true);

  /** False. */
  public static final Expression.Literal FALSE = truth(false);

  private Expressions() {}

  /** The constant true or false. */
  private static Expression.Literal truth(boolean value) {
    RowWriter out = new RowWriter();
    out.putBoolean(value);
    return new Expression.Literal(Type.Simple.BOOLEAN, out.toBytes());
  }

  /** The constant null. */
  public static Expression.Literal ofNull(Type type) {
    return new Expression.Literal(type, null);
  }

  /** An int4. */
  public static Expression.Literal ofInt(int value) {
    RowWriter out = new RowWriter();
    out.putInt4(value);
    return new Expression.Literal(Type.Simple.INT4, out.toBytes());
  }

  /** An int8. */
  public static Expression.Literal ofLong(long value) {
    RowWriter out = new RowWriter();
    out.putInt8(value);
    return new Expression.Literal(Type.Simple.INT8, out.toBytes());
  }

  /** True where the value is not null, and null where it is: what a count counts. */
  public static Expression present(Expression value) {
    return value.nullable()
        ? new Expression.Case(
            List.of(
                new Expression.Branch(new Expression.IsNull(value), ofNull(Type.Simple.BOOLEAN))),
            TRUE)
        : TRUE;
  }

  /** A text. */
  public static Expression.Literal ofText(String value) {
    RowWriter out = new RowWriter();
    out.putText(value);
    return new Expression.Literal(Type.Text.ANY, out.toBytes());
  }

  /** All conditions in one; true if there is none. */
  public static Expression and(List<Expression> conditions) {
    List<Expression> flat = new ArrayList<>();
    conditions.forEach(condition -> flatten(condition, flat));
    return switch (flat.size()) {
      case 0 -> TRUE;
      case 1 -> flat.getFirst();
      default -> new Expression.And(flat);
    };
  }

  /** The conditions that together make up this one. */
  public static List<Expression> conjuncts(Expression condition) {
    List<Expression> flat = new ArrayList<>();
    flatten(condition, flat);
    return flat;
  }

  private static void flatten(Expression condition, List<Expression> flat) {
    if (condition instanceof Expression.And and) {
      and.operands().forEach(operand -> flatten(operand, flat));
    } else if (!condition.equals(TRUE)) {
      flat.add(condition);
    }
  }

  /** Whether there is a query inside the expression. */
  public static boolean hasQuery(Expression expression) {
    return expression instanceof OfQuery
        || expression.operands().stream().anyMatch(Expressions::hasQuery);
  }

  /** Rewrites an expression from its leaves up: each node, with rewritten operands, is replaced. */
  public static Expression rewrite(Expression expression, UnaryOperator<Expression> rule) {
    List<Expression> operands =
        expression.operands().stream().map(operand -> rewrite(operand, rule)).toList();
    boolean same = operands.equals(expression.operands());
    return rule.apply(same ? expression : withOperands(expression, operands));
  }

  /** The expression with other operands, as many as it has. */
  public static Expression withOperands(Expression expression, List<Expression> operands) {
    return switch (expression) {
      case Expression.Column _, Expression.Literal _, Expression.Parameter _ -> expression;
      case OfQuery.Exists exists -> new OfQuery.Exists(exists.query(), operands);
      case OfQuery.Single single ->
          new OfQuery.Single(single.query(), single.column(), single.type(), operands);
      case OfQuery.Among among -> among(among, operands);
      case Expression.Call call -> new Expression.Call(call.function(), operands, call.type());
      case Expression.Cast cast -> new Expression.Cast(operands.getFirst(), cast.type());
      case Expression.Compare compare ->
          new Expression.Compare(compare.comparison(), operands.getFirst(), operands.getLast());
      case Expression.IsDistinct _ ->
          new Expression.IsDistinct(operands.getFirst(), operands.getLast());
      case Expression.And _ -> new Expression.And(operands);
      case Expression.Or _ -> new Expression.Or(operands);
      case Expression.Not _ -> new Expression.Not(operands.getFirst());
      case Expression.IsNull _ -> new Expression.IsNull(operands.getFirst());
      case Expression.IsTruth test -> new Expression.IsTruth(operands.getFirst(), test.value());
      case Expression.Case choice -> choice(choice, operands);
      case Expression.Coalesce _ -> new Expression.Coalesce(operands);
      case Expression.Extreme extreme -> new Expression.Extreme(extreme.greatest(), operands);
      case Expression.ArrayOf array -> new Expression.ArrayOf(array.type(), operands);
      case OfRow.Made row -> new OfRow.Made(row.type(), operands);
      case OfRow.Field field -> new OfRow.Field(operands.getFirst(), field.index());
    };
  }

  private static Expression among(OfQuery.Among among, List<Expression> operands) {
    int values = among.values().size();
    return new OfQuery.Among(
        operands.subList(0, values),
        among.query(),
        among.nullableRows(),
        operands.subList(values, operands.size()));
  }

  private static Expression choice(Expression.Case choice, List<Expression> operands) {
    List<Expression.Branch> branches = new ArrayList<>();
    for (int i = 0; i < choice.branches().size(); i++) {
      branches.add(new Expression.Branch(operands.get(2 * i), operands.get(2 * i + 1)));
    }
    return new Expression.Case(branches, operands.getLast());
  }
}

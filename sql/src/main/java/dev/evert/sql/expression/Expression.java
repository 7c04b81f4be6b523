package dev.evert.sql.expression;

import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic function of a row. Two expressions that are equal give equal values, and their
 * texts ({@link ExpressionText}) are equal.
 */
public sealed interface Expression
    permits Expression.Column,
        Expression.Parameter,
        Expression.Literal,
        Expression.Call,
        Expression.Cast,
        Expression.Case,
        Expression.Coalesce,
        Expression.Extreme,
        Expression.ArrayOf,
        Expression.Condition,
        OfRow,
        OfQuery {

  /** The type of the value. */
  Type type();

  /** Whether the value may be null. */
  boolean nullable();

  /** The expressions that this one is made of, in the order of their evaluation. */
  List<Expression> operands();

  /** The value of a column. */
  record Column(int index, Type type, boolean nullable) implements Expression {
    public Column {
      Objects.checkIndex(index, Integer.MAX_VALUE);
      Objects.requireNonNull(type);
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /**
   * A value of the row for which a query inside an expression is asked.
   *
   * @param index among the parameters of that query
   */
  record Parameter(int index, Type type, boolean nullable) implements Expression {
    public Parameter {
      Objects.checkIndex(index, Integer.MAX_VALUE);
      Objects.requireNonNull(type);
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /**
   * A constant.
   *
   * @param field the value as a field of {@link dev.evert.spi.row.RowFormat}; null is SQL's null
   */
  record Literal(Type type, byte @Nullable [] field) implements Expression {
    public Literal {
      Objects.requireNonNull(type);
    }

    @Override
    public boolean nullable() {
      return field == null;
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Literal that
          && type.equals(that.type)
          && Arrays.equals(field, that.field);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + Arrays.hashCode(field);
    }
  }

  /** What a function gives for arguments of just its parameters' types. */
  record Call(Function function, List<Expression> arguments, Type type) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
      if (arguments.size() != function.parameters().size()) {
        throw new IllegalArgumentException(function + " with " + arguments.size() + " arguments");
      }
      if (Form.of(type) != Form.of(function.result())) {
        throw new IllegalArgumentException(function + " does not give " + type.sql());
      }
    }

    @Override
    public boolean nullable() {
      return function.maybeNull() || strictArguments().stream().anyMatch(Expression::nullable);
    }

    /** The arguments with which, if one is null, the result is. */
    public List<Expression> strictArguments() {
      if (function.takesNull().isEmpty()) {
        return arguments;
      }
      return IntStream.range(0, arguments.size())
          .filter(place -> !function.takesNull().contains(place))
          .mapToObj(arguments::get)
          .toList();
    }

    @Override
    public List<Expression> operands() {
      return arguments;
    }
  }

  /** The operand's value as one of another type. */
  record Cast(Expression operand, Type type) implements Expression {
    public Cast {
      Objects.requireNonNull(operand);
      Objects.requireNonNull(type);
    }

    @Override
    public boolean nullable() {
      return operand.nullable();
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** A comparison of two values of one type. */
  record Compare(Comparison comparison, Expression left, Expression right) implements Condition {
    public Compare {
      Objects.requireNonNull(comparison);
      if (Form.of(left.type()) != Form.of(right.type())) {
        throw new IllegalArgumentException(
            left.type().sql() + " " + comparison.sql() + " " + right.type().sql());
      }
    }

    @Override
    public boolean nullable() {
      return left.nullable() || right.nullable();
    }

    @Override
    public List<Expression> operands() {
      return List.of(left, right);
    }
  }

  /** Whether two values of one type differ, where null differs from all but null. */
  record IsDistinct(Expression left, Expression right) implements Condition {
    public IsDistinct {
      if (Form.of(left.type()) != Form.of(right.type())) {
        throw new IllegalArgumentException(
            left.type().sql() + " is distinct from " + right.type().sql());
      }
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> operands() {
      return List.of(left, right);
    }
  }

  /** True if all operands are, false if one is; evaluated from the first as far as needed. */
  record And(List<Expression> operands) implements Condition {
    public And {
      operands = conditions(operands);
    }

    @Override
    public boolean nullable() {
      return operands.stream().anyMatch(Expression::nullable);
    }
  }

  /** True if one operand is, false if all are; evaluated from the first as far as needed. */
  record Or(List<Expression> operands) implements Condition {
    public Or {
      operands = conditions(operands);
    }

    @Override
    public boolean nullable() {
      return operands.stream().anyMatch(Expression::nullable);
    }
  }

  /** The opposite. */
  record Not(Expression operand) implements Condition {
    public Not {
      conditions(List.of(operand));
    }

    @Override
    public boolean nullable() {
      return operand.nullable();
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** Whether the operand is null. */
  record IsNull(Expression operand) implements Condition {
    public IsNull {
      Objects.requireNonNull(operand);
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** Whether the operand is just this truth value, not the other and not null. */
  record IsTruth(Expression operand, boolean value) implements Condition {
    public IsTruth {
      conditions(List.of(operand));
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** The result of the first branch whose condition is true; only that result is evaluated. */
  record Case(List<Branch> branches, Expression otherwise) implements Expression {
    public Case {
      branches = List.copyOf(branches);
      if (branches.isEmpty()) {
        throw new IllegalArgumentException("a case without branches");
      }
      for (Branch branch : branches) {
        requireForm(otherwise.type(), branch.result());
      }
    }

    @Override
    public Type type() {
      return otherwise.type();
    }

    @Override
    public boolean nullable() {
      return otherwise.nullable() || branches.stream().anyMatch(b -> b.result().nullable());
    }

    @Override
    public List<Expression> operands() {
      List<Expression> all = new ArrayList<>();
      for (Branch branch : branches) {
        all.add(branch.condition());
        all.add(branch.result());
      }
      all.add(otherwise);
      return all;
    }
  }

  /** A branch of a {@link Case}. */
  record Branch(Expression condition, Expression result) {
    public Branch {
      conditions(List.of(condition));
      Objects.requireNonNull(result);
    }
  }

  /** The first operand that is not null; those after it are not evaluated. */
  record Coalesce(List<Expression> operands) implements Expression {
    public Coalesce {
      operands = List.copyOf(operands);
      for (Expression operand : operands) {
        requireForm(operands.getFirst().type(), operand);
      }
    }

    @Override
    public Type type() {
      return operands.getFirst().type();
    }

    @Override
    public boolean nullable() {
      return operands.stream().allMatch(Expression::nullable);
    }
  }

  /** The greatest or least of the operands that are not null. */
  record Extreme(boolean greatest, List<Expression> operands) implements Expression {
    public Extreme {
      operands = List.copyOf(operands);
      for (Expression operand : operands) {
        requireForm(operands.getFirst().type(), operand);
      }
    }

    @Override
    public Type type() {
      return operands.getFirst().type();
    }

    @Override
    public boolean nullable() {
      return operands.stream().allMatch(Expression::nullable);
    }
  }

  /** An array of one dimension of the operands. */
  record ArrayOf(Type.Array type, List<Expression> operands) implements Expression {
    public ArrayOf {
      operands = List.copyOf(operands);
      for (Expression operand : operands) {
        requireForm(type.element(), operand);
      }
    }

    @Override
    public boolean nullable() {
      return false;
    }
  }

  /** An expression that is true, false or, as null, unknown. */
  sealed interface Condition extends Expression
      permits Compare, IsDistinct, And, Or, Not, IsNull, IsTruth, OfQuery.Exists, OfQuery.Among {
    @Override
    default Type type() {
      return Type.Simple.BOOLEAN;
    }
  }

  private static List<Expression> conditions(List<Expression> operands) {
    for (Expression operand : operands) {
      requireForm(Type.Simple.BOOLEAN, operand);
    }
    return List.copyOf(operands);
  }

  private static void requireForm(Type type, Expression expression) {
    if (Form.of(expression.type()) != Form.of(type)) {
      throw new IllegalArgumentException(expression.type().sql() + " instead of " + type.sql());
    }
  }
}

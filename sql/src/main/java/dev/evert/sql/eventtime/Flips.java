package dev.evert.sql.eventtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.runtime.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a condition of a row and of the time apart: into comparisons that change once, or never, as
 * time goes on. The time is the column after those of the row.
 */
public final class Flips {
  private static final Set<String> RISING =
      Set.of("+", "-", "$later", "$window_start", "date_trunc", "date_bin");

  private final int time;
  private final List<Flip> found = new ArrayList<>();

  private Flips(int time) {
    this.time = time;
  }

  /**
   * The changes that the condition is made of.
   *
   * @param time the column of the time
   * @return empty if the condition asks for the time in any other way
   */
  public static Optional<List<Flip>> of(Expression condition, int time) {
    Flips flips = new Flips(time);
    return flips.collect(condition) ? Optional.of(flips.found) : Optional.empty();
  }

  private boolean reads(Expression expression) {
    return Columns.of(expression).get(time);
  }

  private boolean collect(Expression condition) {
    if (!reads(condition)) {
      return true;
    }
    return switch (condition) {
      case Expression.And and -> and.operands().stream().allMatch(this::collect);
      case Expression.Or or -> or.operands().stream().allMatch(this::collect);
      case Expression.Not not -> collect(not.operand());
      case Expression.IsTruth test -> collect(test.operand());
      case Expression.Compare compare -> compare(compare);
      case Expression _ -> false;
    };
  }

  private boolean compare(Expression.Compare compare) {
    if (reads(compare.left()) == reads(compare.right())) {
      return false;
    }
    boolean onLeft = reads(compare.left());
    Expression clock = onLeft ? compare.left() : compare.right();
    Expression value = onLeft ? compare.right() : compare.left();
    if (!isMonotone(clock)) {
      return false;
    }
    switch (compare.comparison()) {
      case LESS, GREATER_OR_EQUAL -> add(Comparison.LESS, compare, onLeft, clock, value);
      case LESS_OR_EQUAL, GREATER -> add(Comparison.LESS_OR_EQUAL, compare, onLeft, clock, value);
      case EQUAL, NOT_EQUAL -> {
        add(Comparison.LESS, compare, onLeft, clock, value);
        add(Comparison.LESS_OR_EQUAL, compare, onLeft, clock, value);
      }
    }
    return true;
  }

  private void add(
      Comparison comparison,
      Expression.Compare compare,
      boolean onLeft,
      Expression clock,
      Expression value) {
    // The first moment of: value < clock, and of: not clock <= value, is one after they are equal.
    boolean after = onLeft == (comparison == Comparison.LESS_OR_EQUAL);
    found.add(
        at(clock, value, after ? 1 : 0)
            .orElseGet(() ->
                new Flip.Of(new Expression.Compare(comparison, compare.left(), compare.right()))));
  }

  /** Where the clock is the time, shifted by what is as long at any time. */
  private Optional<Flip> at(Expression clock, Expression value, long after) {
    if (clock instanceof Expression.Column) {
      return Shifted.isMoment(value.type())
          ? Optional.of(new Flip.At(value, after))
          : Optional.empty();
    }
    if (!(clock instanceof Expression.Call call) || call.arguments().size() != 2) {
      return Optional.empty();
    }
    Expression first = call.arguments().getFirst();
    Expression second = call.arguments().getLast();
    if (!(first instanceof Expression.Column)) {
      return Optional.empty();
    }
    String name = call.function().name();
    Optional<Long> distance = Shifted.micros(second);
    if (distance.isPresent() && Shifted.isMoment(value.type())) {
      long shift = name.equals("+") ? -distance.get() : distance.get();
      return name.equals("+") || name.equals("-")
          ? Optional.of(new Flip.At(value, shift + after))
          : Optional.empty();
    }
    // The time since a moment, compared with a length of time.
    boolean since = name.equals("-") && Shifted.isMoment(second.type());
    return since
        ? Shifted.micros(value).map(length -> new Flip.At(second, length + after))
        : Optional.empty();
  }

  /** Whether it never falls, or never rises, as time goes on. */
  private boolean isMonotone(Expression expression) {
    if (expression instanceof Expression.Column) {
      return true;
    }
    List<Expression> timed = expression.operands().stream().filter(this::reads).toList();
    if (timed.size() != 1) {
      return false;
    }
    boolean keepsOrder =
        switch (expression) {
          case Expression.Call call -> keepsOrder(call);
          case Expression.Cast cast -> isTime(cast.type()) && isTime(cast.operand().type());
          case Expression _ -> false;
        };
    return keepsOrder && isMonotone(timed.getFirst());
  }

  private static boolean keepsOrder(Expression.Call call) {
    String name = call.function().name();
    boolean epoch =
        (name.equals("extract") || name.equals("date_part"))
            && call.arguments().getFirst() instanceof Expression.Literal literal
            && literal.field() != null
            && "epoch".equals(Literals.value(literal.type(), literal.field()).toString());
    return epoch || (RISING.contains(name) && ofTimes(call));
  }

  private static boolean ofTimes(Expression.Call call) {
    return call.arguments().stream()
        .map(argument -> argument.type().base())
        .anyMatch(type ->
            isTime(type)
                || type == Type.Simple.INTERVAL
                || type == Type.Simple.FLOAT8
                || type instanceof Type.Numeric);
  }

  private static boolean isTime(Type type) {
    return Shifted.isMoment(type) || type.base() == Type.Simple.DATE;
  }
}

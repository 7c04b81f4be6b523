package dev.evert.sql.circuit;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.RowFunction;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Argument;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the functions of an aggregate are given of a row: each argument and each condition once,
 * however many functions have it.
 */
final class Given {
  private static final Argument.Values ALL = new Argument.Values(List.of(Expressions.TRUE), null);

  private final List<Expression> conditions = new ArrayList<>();
  private final List<Argument> arguments = new ArrayList<>();
  private final List<AggregateCall> calls = new ArrayList<>();

  Given(List<Measure> measures) {
    for (Measure measure : measures) {
      add(measure.function(), Arguments.of(measure));
    }
  }

  /** One more function. */
  void add(AggregateFunction function, Argument given) {
    Argument every = given.unconditional();
    if (given.condition() != null && mayStandAlone(every) && hasBit(given.condition())) {
      int condition = place(given.condition(), conditions);
      calls.add(new AggregateCall(function, argument(function, every), condition));
    } else {
      calls.add(new AggregateCall(function, argument(function, given), AggregateCall.NONE));
    }
  }

  /** Where computing it without its condition neither fails nor leaves a part of it out. */
  private static boolean mayStandAlone(Argument every) {
    boolean whole = every instanceof Argument.Entry || every.expressions().size() == 1;
    return whole && !every.mayFail();
  }

  private boolean hasBit(@Nullable Expression condition) {
    return conditions.contains(condition) || conditions.size() < AggregateCall.MAX_CONDITIONS;
  }

  /** A count of rows is given nothing. */
  private int argument(AggregateFunction function, Argument given) {
    boolean countsRows = function instanceof AggregateFunction.Count && given.equals(ALL);
    return countsRows ? AggregateCall.NONE : place(given, arguments);
  }

  private static <T> int place(T wanted, List<T> all) {
    int place = all.indexOf(wanted);
    if (place < 0) {
      all.add(wanted);
      return all.size() - 1;
    }
    return place;
  }

  List<AggregateCall> calls() {
    return List.copyOf(calls);
  }

  /** Writes it, of a row of a shape. */
  RowFunction of(RowShape shape) {
    return Compilation.given(shape, conditions, arguments);
  }
}

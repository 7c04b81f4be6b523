package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Frame;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Evaluation;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Window;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds the calls of window functions, and of aggregates as such. */
final class WindowCalls {
  private static final Set<String> NAMES =
      Set.of(
          "row_number",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist",
          "ntile",
          "lag",
          "lead",
          "first_value",
          "last_value",
          "nth_value");

  private final ExpressionBinder binder;
  private final Frames frames;
  private final ExpressionBinder constants;
  private final Place place;

  WindowCalls(ExpressionBinder binder, Frames frames, ExpressionBinder constants, Place place) {
    this.binder = binder;
    this.frames = frames;
    this.constants = constants;
    this.place = place;
  }

  /** Gives the column that stands for a function of a window. */
  interface Columns {
    Expression of(WindowSpec window, Window.Call call);
  }

  /** Whether a function of this name is nothing without a window. */
  static boolean isWindowFunction(String name) {
    return NAMES.contains(name);
  }

  /** The call as an expression over columns. */
  Expression bind(
      Syntax.Windowed windowed, WindowSpec window, List<Window.Offset> offsets, Columns columns) {
    Syntax.Call call = windowed.call();
    if (call.distinct()) {
      throw place.unsupported(call.span(), "distinct in a window function");
    }
    if (call.withinGroup()) {
      throw place.unsupported(call.span(), "within group in a window function");
    }
    if (!call.orderBy().isEmpty()) {
      throw place.unsupported(call.span(), "order by inside a window function");
    }
    if (NAMES.contains(call.name())) {
      return own(call, window, offsets, columns);
    }
    if (!Aggregates.isAggregate(call)) {
      throw place.error(
          call.span(),
          ErrorCode.SQL_WINDOW,
          call.name() + " is neither a window function nor an aggregate");
    }
    Frame frame = frames.bind(window, offsets);
    if (call.name().equals("approx_count_distinct") && !frame.equals(Frame.PARTITION)) {
      throw place.unsupported(call.span(), "an approximate count of a frame");
    }
    return new AggregateBinder(
            binder, place, measure -> columns.of(window, aggregate(measure, frame, window)))
        .bind(call);
  }

  /** What collects values takes them in the order of the window. */
  static Window.Call aggregate(Measure measure, Frame frame, WindowSpec window) {
    boolean collects =
        measure.function() instanceof OrderedFunction
            && !(measure.function() instanceof OrderedFunction.First);
    boolean whole = frame.equals(Frame.PARTITION);
    List<Plan.Sort> order = whole && !window.order().isEmpty() ? window.order() : List.of();
    boolean keeps = !collects || (whole && window.order().isEmpty());
    Measure placed =
        keeps
            ? measure
            : new Measure(
                measure.function(),
                measure.arguments(),
                measure.condition(),
                order,
                measure.name());
    return new Window.Call(
        new WindowFunction.Aggregate(measure.function(), frame),
        placed,
        List.of(),
        !measure.isCount(),
        measure.name());
  }

  private Expression own(
      Syntax.Call call, WindowSpec window, List<Window.Offset> offsets, Columns columns) {
    if (call.star() || call.filter() != null) {
      throw place.unsupported(call.span(), "filter or * with " + call.name());
    }
    return switch (call.name()) {
      case "row_number" -> number(exactly(0, call), window, columns);
      case "rank" -> rank(exactly(0, call), false, window, columns);
      case "dense_rank" -> rank(exactly(0, call), true, window, columns);
      case "percent_rank" -> percentRank(exactly(0, call), window, columns);
      case "cume_dist" -> {
        exactly(0, call);
        yield cumulated(window, columns);
      }
      case "ntile" -> ntile(exactly(1, call), window, columns);
      case "lag" -> lag(call, 1, window, columns);
      case "lead" -> lag(call, -1, window, columns);
      case "first_value" -> nth(exactly(1, call), 1, false, window, offsets, columns);
      case "last_value" -> nth(exactly(1, call), 1, true, window, offsets, columns);
      default -> nth(exactly(2, call), window, offsets, columns);
    };
  }

  private Syntax.Call exactly(int count, Syntax.Call call) {
    if (call.arguments().size() != count) {
      throw noFunction(call);
    }
    return call;
  }

  private RuntimeException noFunction(Syntax.Call call) {
    List<String> types =
        call.arguments().stream().map(a -> Coercion.name(binder.bind(a).type())).toList();
    String shown = call.name() + "(" + String.join(", ", types) + ")";
    return place.type(call.span(), "function " + shown + " does not exist");
  }

  private static Window.Call call(
      WindowFunction function, List<Expression> arguments, boolean nullable, Syntax.Call call) {
    return new Window.Call(function, null, arguments, nullable, call.name());
  }

  private static Expression number(Syntax.Call call, WindowSpec window, Columns columns) {
    return columns.of(window, call(new WindowFunction.RowNumber(), List.of(), false, call));
  }

  private static Expression rank(
      Syntax.Call call, boolean dense, WindowSpec window, Columns columns) {
    return columns.of(window, call(new WindowFunction.Rank(dense), List.of(), false, call));
  }

  /** How many rows the partition has. */
  private static Expression count(WindowSpec window, Columns columns, Frame frame) {
    Measure count = new Measure(new AggregateFunction.Count(), Expressions.TRUE, "count");
    return columns.of(
        window,
        new Window.Call(
            new WindowFunction.Aggregate(count.function(), frame),
            count,
            List.of(),
            false,
            "count"));
  }

  private static Expression of(String operator, Expression left, Expression right) {
    return OperatorBinder.call(operator, List.of(left, right));
  }

  private static Expression real(Expression expression) {
    return new Expression.Cast(expression, Type.Simple.FLOAT8);
  }

  private static Expression percentRank(Syntax.Call call, WindowSpec window, Columns columns) {
    Expression one = Expressions.ofLong(1);
    Expression before = of("-", rank(call, false, window, columns), one);
    Expression others = of("-", count(window, columns, Frame.PARTITION), one);
    Expression alone = new Expression.Compare(Comparison.EQUAL, others, Expressions.ofLong(0));
    return new Expression.Case(
        List.of(new Expression.Branch(alone, real(Expressions.ofLong(0)))),
        of("/", real(before), real(others)));
  }

  private static Expression cumulated(WindowSpec window, Columns columns) {
    Frame upToPeers =
        window.order().isEmpty()
            ? Frame.PARTITION
            : new Frame(
                new Frame.Bound.First(), new Frame.Bound.Groups(0), Frame.Exclusion.NOTHING);
    return of(
        "/",
        real(count(window, columns, upToPeers)),
        real(count(window, columns, Frame.PARTITION)));
  }

  /** The first parts have one row more where rows can not be divided evenly. */
  private Expression ntile(Syntax.Call call, WindowSpec window, Columns columns) {
    Optional<Long> parts = constant(call.arguments().getFirst(), call);
    if (parts.isEmpty()) {
      return Expressions.ofNull(Type.Simple.INT4);
    }
    if (parts.get() < 1) {
      String what = "the argument of ntile must be greater than zero";
      throw place.error(call.arguments().getFirst().span(), ErrorCode.INVALID_ARGUMENT, what);
    }
    Expression one = Expressions.ofLong(1);
    Expression count = Expressions.ofLong(parts.get());
    Expression rows = count(window, columns, Frame.PARTITION);
    Expression before = of("-", number(call, window, columns), one);
    Expression length = of("/", rows, count);
    Expression larger = of("%", rows, count);
    Expression long1 = of("+", length, one);
    Expression inLarger = of("*", long1, larger);
    Expression isInLarger = new Expression.Compare(Comparison.LESS, before, inLarger);
    Expression rest = of("+", of("/", of("-", before, inLarger), length), larger);
    Expression part =
        new Expression.Case(
            List.of(new Expression.Branch(isInLarger, of("/", before, long1))), rest);
    return new Expression.Cast(of("+", part, one), Type.Simple.INT4);
  }

  /** The value of an int4 that reads no column; empty if it is null. */
  private Optional<Long> constant(Syntax syntax, Syntax.Call call) {
    if (varies(syntax)) {
      throw noConstant(syntax, call);
    }
    Expression bound = constants.bind(syntax);
    Expression number =
        constants
            .coercion()
            .require(bound, Type.Simple.INT4, syntax.span(), "this argument of " + call.name());
    byte[] field = Evaluation.constant(number);
    return field == null
        ? Optional.empty()
        : Optional.of(((Integer) Literals.value(Type.Simple.INT4, field)).longValue());
  }

  private EvertException noConstant(Syntax syntax, Syntax.Call call) {
    return place.unsupported(syntax.span(), call.name() + " by a number that is no constant");
  }

  private Expression lag(Syntax.Call call, int sign, WindowSpec window, Columns columns) {
    List<Syntax> arguments = call.arguments();
    if (arguments.isEmpty() || arguments.size() > 3) {
      throw noFunction(call);
    }
    List<Expression> values = values(call);
    Type type = Types.plain(values.getFirst().type());
    if (arguments.size() > 1 && varies(arguments.get(1))) {
      return new VaryingPlaces(window, columns)
          .lag(
              values,
              place(arguments.get(1), type, call),
              sign,
              number(call, window, columns),
              count(window, columns, Frame.PARTITION));
    }
    Optional<Long> distance =
        arguments.size() > 1 ? constant(arguments.get(1), call) : Optional.of(1L);
    if (distance.isEmpty()) {
      return Expressions.ofNull(type);
    }
    WindowFunction function = new WindowFunction.Lag(type, sign * distance.get());
    boolean nullable = values.stream().anyMatch(Expression::nullable);
    return columns.of(window, call(function, values, nullable, call));
  }

  /** Whether it reads the row. */
  private boolean varies(Syntax place) {
    try {
      constants.bind(place);
      return false;
    } catch (EvertException e) {
      if (e.code() != ErrorCode.SQL_NAME) {
        throw e;
      }
      return true;
    }
  }

  private Expression place(Syntax place, Type type, Syntax.Call call) {
    if (type instanceof Type.Array) {
      throw noConstant(place, call);
    }
    String what = "this argument of " + call.name();
    return binder.coercion().require(binder.bind(place), Type.Simple.INT4, place.span(), what);
  }

  /** The value, and what stands for it where there is no row, as ones of the same type. */
  private List<Expression> values(Syntax.Call call) {
    List<Syntax> arguments = call.arguments();
    Span span = arguments.getFirst().span();
    if (arguments.size() < 3) {
      Expression value = plain(binder.bindKnown(arguments.getFirst()), span);
      return List.of(value, Expressions.ofNull(value.type()));
    }
    List<Expression> bound =
        List.of(binder.bind(arguments.getFirst()), binder.bind(arguments.getLast()));
    Type common = CommonType.of(bound).orElseThrow(() -> noFunction(call));
    List<Expression> values = new ArrayList<>();
    for (Expression value : bound) {
      values.add(binder.coercion().implicit(value, Types.plain(common), span));
    }
    return values;
  }

  private Expression plain(Expression value, Span span) {
    return binder.coercion().implicit(value, Types.plain(value.type()), span);
  }

  private Expression nth(
      Syntax.Call call, WindowSpec window, List<Window.Offset> offsets, Columns columns) {
    Syntax second = call.arguments().getLast();
    if (varies(second)) {
      Syntax first = call.arguments().getFirst();
      Expression value = plain(binder.bindKnown(first), first.span());
      Expression place = place(second, value.type(), call);
      return new VaryingPlaces(window, columns).nth(value, place, frames.bind(window, offsets));
    }
    Optional<Long> at = constant(second, call);
    if (at.isEmpty()) {
      Expression value = binder.bindKnown(call.arguments().getFirst());
      return Expressions.ofNull(Types.plain(value.type()));
    }
    if (at.get() < 1) {
      String what = "the argument of nth_value must be greater than zero";
      throw place.error(second.span(), ErrorCode.INVALID_ARGUMENT, what);
    }
    return nth(call, at.get(), false, window, offsets, columns);
  }

  private Expression nth(
      Syntax.Call call,
      long at,
      boolean fromLast,
      WindowSpec window,
      List<Window.Offset> offsets,
      Columns columns) {
    Syntax first = call.arguments().getFirst();
    Expression value = plain(binder.bindKnown(first), first.span());
    Frame frame = frames.bind(window, offsets);
    WindowFunction function = new WindowFunction.Nth(value.type(), frame, at, fromLast);
    return columns.of(window, call(function, List.of(value), true, call));
  }
}

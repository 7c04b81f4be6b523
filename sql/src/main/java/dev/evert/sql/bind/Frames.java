package dev.evert.sql.bind;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.Frame.Bound;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Evaluation;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Window;
import dev.evert.sql.runtime.Compares;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WindowSyntax;
import dev.evert.sql.syntax.WindowSyntax.Kind;
import dev.evert.sql.syntax.WindowSyntax.Unit;
import java.util.List;
import java.util.Objects;

/** Binds the frames of windows. */
final class Frames {
  private static final Frame UP_TO_PEERS =
      new Frame(new Bound.First(), new Bound.Groups(0), Frame.Exclusion.NOTHING);

  private final ExpressionBinder constants;
  private final Place place;

  /** Binds offsets by a binder that knows no columns. */
  Frames(ExpressionBinder constants, Place place) {
    this.constants = constants;
    this.place = place;
  }

  /**
   * The frame of a window.
   *
   * @param offsets takes what the frame is compared with
   */
  Frame bind(WindowSpec window, List<Window.Offset> offsets) {
    WindowSyntax.Frame written = window.frame();
    boolean unordered = window.order().isEmpty();
    if (written == null) {
      return unordered ? Frame.PARTITION : UP_TO_PEERS;
    }
    if (written.unit() == Unit.GROUPS && unordered) {
      throw wrong(written.span(), "groups mode needs an order by");
    }
    Frame frame =
        new Frame(
            bound(written, written.start(), true, window, offsets),
            bound(written, written.end(), false, window, offsets),
            exclusion(written));
    boolean whole = written.unit() == Unit.RANGE && unordered;
    boolean excludes = frame.exclusion() != Frame.Exclusion.NOTHING;
    return whole && !excludes ? Frame.PARTITION : frame;
  }

  private static Frame.Exclusion exclusion(WindowSyntax.Frame written) {
    return switch (written.exclusion()) {
      case NO_OTHERS -> Frame.Exclusion.NOTHING;
      case CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
      case GROUP -> Frame.Exclusion.GROUP;
      case TIES -> Frame.Exclusion.TIES;
    };
  }

  private Bound bound(
      WindowSyntax.Frame frame,
      WindowSyntax.Bound bound,
      boolean isStart,
      WindowSpec window,
      List<Window.Offset> offsets) {
    return switch (bound.kind()) {
      case UNBOUNDED_PRECEDING -> new Bound.First();
      case UNBOUNDED_FOLLOWING -> new Bound.Last();
      case CURRENT_ROW -> frame.unit() == Unit.ROWS ? new Bound.Rows(0) : new Bound.Groups(0);
      case PRECEDING, FOLLOWING -> at(frame.unit(), bound, isStart, window, offsets);
    };
  }

  private Bound at(
      Unit unit,
      WindowSyntax.Bound bound,
      boolean isStart,
      WindowSpec window,
      List<Window.Offset> offsets) {
    Syntax offset = Objects.requireNonNull(bound.offset());
    boolean preceding = bound.kind() == Kind.PRECEDING;
    if (unit == Unit.RANGE) {
      Window.Offset range = range(bound, offset, preceding, isStart, window);
      if (!offsets.contains(range)) {
        offsets.add(range);
      }
      return new Bound.Key(offsets.indexOf(range));
    }
    long count = count(unit, offset);
    long distance = preceding ? -count : count;
    return unit == Unit.ROWS ? new Bound.Rows(distance) : new Bound.Groups(distance);
  }

  private long count(Unit unit, Syntax offset) {
    String what = unit == Unit.ROWS ? "the offset of rows" : "the offset of groups";
    Expression bound = constants.bind(offset);
    // Other numbers are rounded, as where they are assigned.
    boolean number = Types.category(Types.plain(bound.type())) == Types.Category.NUMBER;
    Expression whole =
        number
            ? constants.coercion().cast(bound, Type.Simple.INT8, offset.span())
            : constants.coercion().require(bound, Type.Simple.INT8, offset.span(), what);
    return (Long) Literals.value(Type.Simple.INT8, constant(whole, offset.span()));
  }

  /** The offset's field; it is neither null nor negative. */
  private byte[] constant(Expression expression, Span span) {
    byte[] field = Evaluation.constant(expression);
    if (field == null) {
      String what = "the offset of a frame must not be null";
      throw place.error(span, ErrorCode.INVALID_ARGUMENT, what);
    }
    if (isNegative(Literals.value(expression.type(), field))) {
      String what = "the offset of a frame must not be negative";
      throw place.error(span, ErrorCode.INVALID_ARGUMENT, what);
    }
    return field;
  }

  private static boolean isNegative(Object value) {
    return switch (value) {
      case Long number -> number < 0;
      case Double number -> number < 0 || number.isNaN();
      case IntervalValue interval -> Compares.compare(interval, new IntervalValue(0, 0, 0)) < 0;
      case Object other -> other.toString().startsWith("-") || other.toString().equals("NaN");
    };
  }

  private Window.Offset range(
      WindowSyntax.Bound bound,
      Syntax offset,
      boolean preceding,
      boolean isStart,
      WindowSpec window) {
    if (window.order().size() != 1) {
      throw wrong(bound.span(), "range with an offset needs just one order by column");
    }
    Plan.Sort sort = window.order().getFirst();
    Type type = distanceType(sort.expression().type(), bound.span());
    Expression written = constants.bind(offset);
    Expression distance =
        constants.coercion().require(written, type, offset.span(), "the offset of this range");
    byte[] field = constant(distance, offset.span());
    return new Window.Offset(
        new Expression.Literal(type, field), preceding != sort.descending(), isStart);
  }

  /** What is added to values of a type, or taken from them. */
  private Type distanceType(Type type, Span span) {
    return switch (type.base()) {
      case Type.Simple.INT2, Type.Simple.INT4, Type.Simple.INT8 -> Type.Simple.INT8;
      case Type.Simple.FLOAT4, Type.Simple.FLOAT8 -> Type.Simple.FLOAT8;
      case Type.Numeric _ -> Type.Numeric.ANY;
      case Type.Simple.DATE, Type.Simple.TIME, Type.Simple.TIMETZ -> Type.Simple.INTERVAL;
      case Type.Simple.TIMESTAMP, Type.Simple.TIMESTAMPTZ -> Type.Simple.INTERVAL;
      case Type.Simple.INTERVAL -> Type.Simple.INTERVAL;
      case Type other ->
          throw place.error(
              span,
              ErrorCode.SQL_UNSUPPORTED,
              "range with an offset is not supported for values of type " + other.sql());
    };
  }

  private RuntimeException wrong(Span span, String what) {
    return place.error(span, ErrorCode.SQL_WINDOW, what);
  }
}

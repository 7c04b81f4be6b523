package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.set.HoppingWindows;
import dev.evert.sql.set.SetCall;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import dev.evert.sql.syntax.TableSyntax.Windowing;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds {@code tumble}, {@code hop} and {@code session}: the rows of a table with {@code
 * window_start} and {@code window_end} after their columns. A row without a time is in no window.
 */
final class TimeWindowBinder {

  /** Windows begin at 1970-01-01 00:00, unless they are told an offset from there. */
  private static final long UNIX_EPOCH = -10_957 * Durations.DAY_MICROS;

  private final TableSyntax.TimeWindows windows;
  private final Tables rows;
  private final ExpressionBinder binder;
  private final Place place;

  /** Binds over the rows of the table, with its columns in scope. */
  TimeWindowBinder(
      TableSyntax.TimeWindows windows, Tables rows, ExpressionBinder binder, Place place) {
    this.windows = windows;
    this.rows = rows;
    this.binder = binder;
    this.place = place;
  }

  Tables bind() {
    if (windows.windowing() != Windowing.SESSION && !windows.partition().isEmpty()) {
      throw wrong("only sessions are told apart by partitions");
    }
    Expression time = time();
    Plan timed =
        time.nullable()
            ? new Plan.Filter(rows.plan(), new Expression.Not(new Expression.IsNull(time)))
            : rows.plan();
    Plan plan =
        switch (windows.windowing()) {
          case TUMBLE -> tumble(timed, time);
          case HOP -> hop(timed, time);
          case SESSION -> new Sessions(timed, partition(), time, durations(1, 1).getFirst());
        };
    return named(plan);
  }

  private Expression time() {
    Expression time = binder.bindKnown(windows.time());
    Type type = time.type().base();
    if (type == Type.Simple.DATE) {
      return binder.coercion().cast(time, Type.Simple.TIMESTAMP, windows.time().span());
    }
    if (type != Type.Simple.TIMESTAMP && type != Type.Simple.TIMESTAMPTZ) {
      throw place.type(
          windows.time().span(),
          "the time of " + windows.windowing().word() + " is " + Coercion.name(time.type()));
    }
    return type.equals(time.type())
        ? time
        : binder.coercion().cast(time, type, windows.time().span());
  }

  private List<Expression> partition() {
    List<Expression> partition = new ArrayList<>();
    for (Syntax syntax : windows.partition()) {
      Expression expression = binder.bindKnown(syntax);
      Equality.require(expression.type(), place, syntax.span());
      partition.add(expression);
    }
    return partition;
  }

  private Plan tumble(Plan input, Expression time) {
    List<Long> given = durations(1, 2);
    long size = given.getFirst();
    Expression step = Expressions.ofLong(size);
    Expression start = OperatorBinder.call("$window_start", List.of(time, step, origin(given, 1)));
    List<Expression> expressions = new ArrayList<>(input.columns());
    List<String> names = new ArrayList<>(input.fields().stream().map(Field::name).toList());
    expressions.add(start);
    names.add("window_start");
    expressions.add(OperatorBinder.call("$later", List.of(start, step)));
    names.add("window_end");
    return new Plan.Project(input, expressions, names);
  }

  private Plan hop(Plan input, Expression time) {
    List<Long> given = durations(2, 3);
    List<Expression> arguments =
        List.of(
            time,
            Expressions.ofLong(given.get(0)),
            Expressions.ofLong(given.get(1)),
            origin(given, 2));
    SetCall call = new SetCall(HoppingWindows.of(time.type()), arguments);
    return new Expand(input, List.of(call), false, false);
  }

  private static Expression origin(List<Long> durations, int place) {
    return Expressions.ofLong(UNIX_EPOCH + (durations.size() > place ? durations.get(place) : 0));
  }

  /** The lengths in microseconds; all but an offset are positive. */
  private List<Long> durations(int least, int most) {
    List<Syntax> arguments = windows.arguments();
    if (arguments.size() < least || arguments.size() > most) {
      throw wrong(
          switch (windows.windowing()) {
            case TUMBLE -> "tumble takes a table, a time, a length and perhaps an offset";
            case HOP -> "hop takes a table, a time, a step, a length and perhaps an offset";
            case SESSION -> "session takes a table, a time and a gap";
          });
    }
    List<Long> durations = new ArrayList<>();
    Durations lengths = new Durations(binder, place);
    for (Syntax argument : arguments) {
      boolean isOffset = durations.size() >= least;
      durations.add(isOffset ? lengths.of(argument) : lengths.positive(argument));
    }
    return durations;
  }

  private RuntimeException wrong(String what) {
    return place.error(windows.span(), ErrorCode.SQL_SYNTAX, what);
  }

  /** The table's columns as they were named, and those of the window beside them. */
  private Tables named(Plan plan) {
    Relation relation = relation();
    List<ScopeColumn> columns = new ArrayList<>();
    for (ScopeColumn column : rows.columns()) {
      columns.add(new ScopeColumn(relation, column.name(), column.expression(), true));
    }
    for (int i = plan.width() - 2; i < plan.width(); i++) {
      columns.add(new ScopeColumn(relation, plan.fields().get(i).name(), plan.column(i), true));
    }
    return new Tables(plan, columns);
  }

  /** A row of a table is in one window, unless they hop. */
  private Relation relation() {
    Relation table = rows.columns().isEmpty() ? null : rows.columns().getFirst().relation();
    boolean known = table != null && !table.name().isEmpty();
    boolean once = windows.windowing() != Windowing.HOP;
    return new Relation(
        known && table != null ? table.name() : windows.windowing().word(),
        known && once && table != null ? table.key() : List.of());
  }
}

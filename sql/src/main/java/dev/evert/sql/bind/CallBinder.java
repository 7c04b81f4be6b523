package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.eventtime.Present;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.runtime.Zones;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Binds calls of functions. */
final class CallBinder {
  /** Functions of the clock, of chance or of the session: their result can not be derived again. */
  private static final Set<String> NOT_DERIVABLE =
      Set.of(
          "current_time",
          "localtime",
          "clock_timestamp",
          "timeofday",
          "random",
          "setseed",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "nextval",
          "currval",
          "lastval",
          "current_user",
          "session_user",
          "system_user",
          "user",
          "current_role",
          "current_catalog",
          "current_schema",
          "current_database",
          "current_setting",
          "pg_sleep",
          "version");

  /** The time, which conditions may be compared with. */
  private static final Set<String> PRESENT =
      Set.of(
          "now",
          "current_date",
          "current_timestamp",
          "localtimestamp",
          "transaction_timestamp",
          "statement_timestamp");

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final OperatorBinder operators;
  private final BranchBinder branches;
  private final AggregateCalls aggregates;
  private final Place place;
  private final AnyCalls any;
  private final EnumCalls enums;
  private final UserCalls own;

  CallBinder(
      ExpressionBinder binder,
      Coercion coercion,
      OperatorBinder operators,
      BranchBinder branches,
      AggregateCalls aggregates,
      TypeNames types,
      Place place) {
    this.binder = binder;
    this.coercion = coercion;
    this.operators = operators;
    this.branches = branches;
    this.aggregates = aggregates;
    this.place = place;
    this.any = new AnyCalls(binder, coercion, place);
    this.enums = new EnumCalls(binder, place);
    this.own = new UserCalls(binder, types, place);
  }

  Expression bind(Syntax.Windowed windowed) {
    return aggregates.bind(windowed);
  }

  Expression bind(Syntax.Call call) {
    if (Aggregates.isAggregate(call)) {
      return aggregates.bind(call);
    }
    if (WindowCalls.isWindowFunction(call.name())) {
      String what = "the window function " + call.name() + " needs an over clause";
      throw place.error(call.span(), ErrorCode.SQL_WINDOW, what);
    }
    if (call.aggregates() && !own.isAggregate(call)) {
      throw place.error(call.span(), ErrorCode.SQL_SYNTAX, call.name() + " is not an aggregate");
    }
    if (call.arguments().isEmpty() && PRESENT.contains(call.name())) {
      return present(call);
    }
    if (NOT_DERIVABLE.contains(call.name())) {
      throw place.error(
          call.span(),
          ErrorCode.SQL_UNSUPPORTED,
          call.name() + " is not supported in a view: its value could not be derived again",
          "Write a constant, or have the time in a column.");
    }
    return switch (call.name()) {
      case "coalesce" -> branches.coalesce(atLeast(1, call));
      case "greatest", "least" ->
          branches.extreme(atLeast(1, call), call.name().equals("greatest"));
      case "nullif" -> branches.nullIf(exactly(2, call));
      case "quote_literal", "quote_nullable" -> quoted(exactly(1, call));
      case "overlaps" -> overlaps(exactly(4, call));
      case "concat" -> concat(atLeast(1, call));
      case "concat_ws" -> concatWithSeparator(atLeast(2, call));
      default ->
          own.bind(call)
              .or(() -> any.bind(call))
              .or(() -> enums.bind(call))
              .orElseGet(() -> ordinary(call));
    };
  }

  private Expression present(Syntax.Call call) {
    Expression now = Present.at(call.span());
    return switch (call.name()) {
      case "current_date" -> coercion.cast(now, Type.Simple.DATE, call.span());
      case "localtimestamp" -> coercion.cast(now, Type.Simple.TIMESTAMP, call.span());
      default -> now;
    };
  }

  private Expression ordinary(Syntax.Call call) {
    List<Expression> arguments = call.arguments().stream().map(binder::bind).toList();
    List<Span> spans = call.arguments().stream().map(Syntax::span).toList();
    Type type = TypeNames.find(call.name());
    return type != null && arguments.size() == 1 && !OperatorBinder.exists(call.name())
        ? coercion.cast(arguments.getFirst(), type, call.span())
        : operators.apply(call.name(), arguments, spans, call.span());
  }

  /** A span may be told by its start and its length. */
  private Expression overlaps(Syntax.Call call) {
    List<Expression> ends = new ArrayList<>();
    List<Span> spans = call.arguments().stream().map(Syntax::span).toList();
    for (Syntax argument : call.arguments()) {
      Expression end = binder.bind(argument);
      boolean length = ends.size() % 2 == 1 && end.type().base() == Type.Simple.INTERVAL;
      ends.add(
          length
              ? operators.apply("+", List.of(ends.getLast(), end), spans.subList(0, 2), call.span())
              : end);
    }
    return operators.apply("overlaps", ends, spans, call.span());
  }

  /** What is no text is quoted as the text that it would be cast to. */
  private Expression quoted(Syntax.Call call) {
    Syntax argument = call.arguments().getFirst();
    Expression text = coercion.cast(binder.bind(argument), Type.Text.ANY, argument.span());
    return OperatorBinder.call(call.name(), List.of(text));
  }

  private Syntax.Call atLeast(int count, Syntax.Call call) {
    if (call.arguments().size() < count) {
      throw place.error(
          call.span(), ErrorCode.SQL_SYNTAX, call.name() + " needs arguments, at least " + count);
    }
    return call;
  }

  private Syntax.Call exactly(int count, Syntax.Call call) {
    if (call.arguments().size() != count) {
      throw place.error(
          call.span(), ErrorCode.SQL_SYNTAX, call.name() + " needs " + count + " arguments");
    }
    return call;
  }

  /** Nulls count as empty strings. */
  private Expression concat(Syntax.Call call) {
    Expression texts = texts(call.arguments());
    return OperatorBinder.call("$join", List.of(Expressions.ofText(""), texts));
  }

  /** Nulls are left out, with their separators. */
  private Expression concatWithSeparator(Syntax.Call call) {
    Syntax first = call.arguments().getFirst();
    Expression separator =
        coercion.require(binder.bind(first), Type.Text.ANY, first.span(), "the separator");
    Expression texts = texts(call.arguments().subList(1, call.arguments().size()));
    return OperatorBinder.call("$join", List.of(separator, texts));
  }

  private Expression texts(List<Syntax> arguments) {
    List<Expression> texts =
        arguments.stream()
            .map(argument -> printed(binder.bind(argument), argument.span(), coercion))
            .toList();
    return new Expression.ArrayOf(new Type.Array(Type.Text.ANY), texts);
  }

  /** As it would be shown: a boolean as a letter, blanks that pad kept, other than by a cast. */
  static Expression printed(Expression expression, Span span, Coercion coercion) {
    if (expression.type().base() instanceof Type.Char) {
      Expression plain = coercion.cast(expression, Types.CHAR, span);
      return OperatorBinder.call("$padded", List.of(plain));
    }
    if (expression.type().base() != Type.Simple.BOOLEAN) {
      return coercion.cast(expression, Type.Text.ANY, span);
    }
    return new Expression.Case(
        List.of(
            new Expression.Branch(expression, Expressions.ofText("t")),
            new Expression.Branch(new Expression.Not(expression), Expressions.ofText("f"))),
        Expressions.ofNull(Type.Text.ANY));
  }

  Expression like(Syntax.Like like) {
    List<Syntax> parts = new ArrayList<>(List.of(like.operand(), like.pattern()));
    Syntax escape = like.escape();
    if (escape != null) {
      parts.add(escape);
    }
    List<Expression> operands = parts.stream().map(binder::bind).toList();
    List<Span> spans = parts.stream().map(Syntax::span).toList();
    String name = like.ignoreCase() ? "ilike" : "like";
    Expression test = operators.apply(name, operands, spans, like.span());
    return like.negated() ? new Expression.Not(test) : test;
  }

  Expression atTimeZone(Syntax.AtTimeZone zone) {
    // A zone in a column can only be checked row by row.
    if (zone.zone() instanceof Syntax.Text(String name, Span span) && !Zones.isKnown(name)) {
      String what = "time zone \"" + name + "\" is not known";
      throw place.error(span, ErrorCode.INVALID_ARGUMENT, what, "Write it as Europe/Paris.");
    }
    List<Expression> operands = List.of(binder.bind(zone.zone()), binder.bind(zone.operand()));
    List<Span> spans = List.of(zone.zone().span(), zone.operand().span());
    return operators.apply("timezone", operands, spans, zone.span());
  }
}

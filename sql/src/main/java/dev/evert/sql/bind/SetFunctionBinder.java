package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.OfRow;
import dev.evert.sql.function.UserFunction;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.set.JsonRecords;
import dev.evert.sql.set.SetCall;
import dev.evert.sql.set.SetFunction;
import dev.evert.sql.set.SetFunctions;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Binds functions that give rows. */
final class SetFunctionBinder {
  private static final Plan ONE_ROW = new Plan.Values(List.of(), List.of(List.of()));

  private final ExpressionBinder binder;
  private final TypeNames own;
  private final Place place;

  SetFunctionBinder(ExpressionBinder binder, TypeNames own, Place place) {
    this.binder = binder;
    this.own = own;
    this.place = place;
  }

  /** The rows of functions in {@code from}. */
  Tables bind(TableSyntax.Functions functions) {
    List<SetCall> calls =
        JsonRecords.isKnown(functions.calls().getFirst().name())
            ? List.of(records(functions))
            : functions.calls().stream().flatMap(c -> calls(c).stream()).toList();
    requireUntyped(functions);
    Plan plan = spread(new Expand(ONE_ROW, calls, functions.ordinality(), false));
    String name = functions.calls().getFirst().name();
    Relation relation = new Relation(name, List.of(), isScalar(plan));
    return Tables.of(plan, relation, plan.fields().stream().map(Field::name).toList());
  }

  /** The rows of functions, for each row that the expressions are over. */
  Expand expanded(Plan input, List<Syntax.Call> calls) {
    return new Expand(input, calls.stream().map(this::call).toList(), false, false);
  }

  /** Rows that come out of an array are as many columns as they have fields. */
  private static Plan spread(Expand plan) {
    List<String> functions = plan.calls().stream().map(call -> call.function().name()).toList();
    boolean unnests = functions.stream().allMatch("unnest"::equals);
    boolean ofRows =
        plan.fields().stream().anyMatch(field -> field.type().base() instanceof Type.Row);
    if (!unnests || !ofRows) {
      return plan;
    }
    List<Expression> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < plan.width(); i++) {
      if (plan.fields().get(i).type().base() instanceof Type.Row row) {
        expressions.addAll(OfRow.fields(plan.column(i)));
        row.fields().forEach(field -> names.add(field.name()));
      } else {
        expressions.add(plan.column(i));
        names.add(plan.fields().get(i).name());
      }
    }
    return new Plan.Project(plan, expressions, names);
  }

  /** Whether the rows are those of one function that gives values. */
  static boolean isScalar(Plan plan) {
    return plan instanceof Expand expand
        && expand.calls().size() == 1
        && expand.calls().getFirst().function().columns().size() == 1;
  }

  /** Whether a name given to the functions is that of their only column too. */
  static boolean isNamedByAlias(Plan plan) {
    return isScalar(plan)
        && plan instanceof Expand expand
        && !expand.calls().getFirst().function().columns().getFirst().named();
  }

  /** A function whose columns the query names. */
  private SetCall records(TableSyntax.Functions functions) {
    Syntax.Call call = functions.calls().getFirst();
    if (functions.columns().isEmpty() || functions.calls().size() > 1) {
      throw place.error(
          functions.span(),
          ErrorCode.SQL_SYNTAX,
          "the columns of " + call.name() + " are to be told",
          "Write: " + call.name() + "(…) as t (a int, b text).");
    }
    if (functions.ordinality()) {
      throw place.unsupported(functions.span(), "with ordinality beside columns with types");
    }
    List<SetFunction.Result> columns =
        functions.columns().stream()
            .map(column -> new SetFunction.Result(column.name(), own.resolve(column.type()), true))
            .toList();
    SetFunction function = JsonRecords.of(call.name(), columns);
    List<Expression> arguments = call.arguments().stream().map(binder::bind).toList();
    return chosen(call, arguments, List.of(function));
  }

  private void requireUntyped(TableSyntax.Functions functions) {
    boolean records = JsonRecords.isKnown(functions.calls().getFirst().name());
    if (!records && !functions.columns().isEmpty()) {
      throw place.error(
          functions.columns().getFirst().span(),
          ErrorCode.SQL_SYNTAX,
          "the columns of " + functions.calls().getFirst().name() + " have types of their own",
          "Name them without types.");
    }
  }

  /** {@code unnest} of several arrays is as many calls. */
  private List<SetCall> calls(Syntax.Call call) {
    if (call.name().equals("unnest") && call.arguments().size() > 1) {
      return call.arguments().stream()
          .map(argument -> call(new Syntax.Call(call.name(), List.of(argument), call.span())))
          .toList();
    }
    return List.of(call(call));
  }

  /** Rows of the type of the first argument, which is null: it has no values to begin with. */
  private SetCall populated(Syntax.Call call) {
    List<Expression> arguments = call.arguments().stream().map(binder::bind).toList();
    Expression base = arguments.getFirst();
    if (!(base.type().base() instanceof Type.Row type)
        || !(base instanceof Expression.Literal)
        || arguments.size() != 2) {
      throw place.unsupported(call.span(), call.name() + " of other than a null of a row's type");
    }
    List<SetFunction.Result> columns =
        type.fields().stream()
            .map(field -> new SetFunction.Result(field.name(), field.type(), true))
            .toList();
    List<Syntax> documents = call.arguments().subList(1, 2);
    return chosen(
        new Syntax.Call(call.name(), documents, call.span()),
        List.of(document(call, arguments.get(1))),
        List.of(JsonRecords.of(call.name(), columns)));
  }

  /** A record is there without a document too. */
  private Expression document(Syntax.Call call, Expression given) {
    if (call.name().endsWith("set")) {
      return given;
    }
    Type type = call.name().startsWith("jsonb") ? Type.Simple.JSONB : Type.Simple.JSON;
    Coercion coercion = binder.coercion();
    Expression none = binder.bind(new Syntax.Text("{}", call.span()));
    return new Expression.Coalesce(
        List.of(
            coercion.require(given, type, call.span(), "the document"),
            coercion.implicit(none, type, call.span())));
  }

  private SetCall call(Syntax.Call call) {
    if (JsonRecords.populates(call.name()) && !call.arguments().isEmpty()) {
      return populated(call);
    }
    boolean brought = own.function(call.name()).orElse(null) instanceof UserFunction.Table;
    if (!brought && !SetFunctions.isKnown(call.name())) {
      throw place.unsupported(call.span(), "the function " + call.name() + " in from");
    }
    if (call.aggregates()) {
      throw place.error(call.span(), ErrorCode.SQL_SYNTAX, call.name() + " is not an aggregate");
    }
    List<Expression> arguments = call.arguments().stream().map(binder::bind).toList();
    Type first = arguments.isEmpty() ? Types.UNKNOWN : Types.plain(arguments.getFirst().type());
    return chosen(call, arguments, candidates(call, first));
  }

  private SetCall chosen(
      Syntax.Call call, List<Expression> arguments, List<SetFunction> candidates) {
    List<Type> given = arguments.stream().map(Expression::type).toList();
    Optional<SetFunction> function = Overloads.choose(candidates, SetFunction::parameters, given);
    if (function.isEmpty()) {
      throw binder
          .coercion()
          .noFunction(
              call.span(),
              "function %s(%s)"
                  .formatted(
                      call.name(), String.join(", ", given.stream().map(Coercion::name).toList())),
              "Cast the arguments to types that it is there for.");
    }
    return new SetCall(function.get(), converted(call, arguments, function.get()));
  }

  private List<SetFunction> candidates(Syntax.Call call, Type first) {
    return own.function(call.name()).orElse(null) instanceof UserFunction.Table table
        ? List.of(table.function())
        : SetFunctions.named(call.name(), first);
  }

  private List<Expression> converted(
      Syntax.Call call, List<Expression> arguments, SetFunction function) {
    List<Expression> converted = new ArrayList<>();
    IntStream.range(0, arguments.size())
        .forEach(i ->
            converted.add(
                binder
                    .coercion()
                    .implicit(
                        arguments.get(i),
                        function.parameters().get(i),
                        call.arguments().get(i).span())));
    return converted;
  }
}

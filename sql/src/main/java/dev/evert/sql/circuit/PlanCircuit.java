package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Clock;
import dev.evert.dataflow.Iterations;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.ViewOptions;
import dev.evert.sql.eventtime.EventTimes;
import dev.evert.sql.eventtime.FinalWindows;
import dev.evert.sql.eventtime.Flip;
import dev.evert.sql.eventtime.Flips;
import dev.evert.sql.eventtime.Present;
import dev.evert.sql.eventtime.RowTimes;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.generate.SortField;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import dev.evert.sql.set.Expansion;
import dev.evert.sql.set.SetCall;
import dev.evert.sql.set.SetFunction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Builds the circuit of a plan. */
public final class PlanCircuit {
  private final CircuitBuilder builder;
  private final Map<String, Node> inputs;
  private final Horizons horizons;
  private final IdentityHashMap<Plan, Node> built = new IdentityHashMap<>();

  /** The aggregates that give groups when their windows are over. */
  private final IdentityHashMap<Plan, FinalWindows.Windowed> finals;

  private PlanCircuit(
      CircuitBuilder builder,
      Map<String, Node> inputs,
      Horizons horizons,
      IdentityHashMap<Plan, FinalWindows.Windowed> finals) {
    this.builder = builder;
    this.inputs = inputs;
    this.horizons = horizons;
    this.finals = finals;
  }

  /**
   * Adds the plan's operators.
   *
   * @param inputs a node for each input that the plan names, with rows of its schema
   * @return the node that gives the plan's rows
   */
  public static Node build(Plan plan, CircuitBuilder builder, Map<String, Node> inputs) {
    return build(plan, builder, inputs, Map.of(), ViewOptions.DEFAULT);
  }

  /**
   * Adds the plan's operators.
   *
   * @param times those of inputs that are not tables
   * @param options how the rows are shown
   * @throws dev.evert.spi.error.EvertException SQL_UNSUPPORTED if they can not be shown so
   */
  public static Node build(
      Plan plan,
      CircuitBuilder builder,
      Map<String, Node> inputs,
      Map<String, RowTimes> times,
      ViewOptions options) {
    EventTimes known = new EventTimes(RowTimes.of(inputs, times));
    Horizons horizons = new Horizons(known);
    Plan timed = options.equals(ViewOptions.DEFAULT) ? plan : horizons.withTime(plan);
    IdentityHashMap<Plan, FinalWindows.Windowed> finals =
        options.emitsFinal() ? FinalWindows.of(timed, known, inputs) : new IdentityHashMap<>();
    PlanCircuit circuit = new PlanCircuit(builder, inputs, horizons, finals);
    Node shown = horizons.shown(builder, circuit.node(timed), timed, options);
    return timed.width() == plan.width() ? shown : circuit.first(plan.width(), shown, timed);
  }

  private Node first(int width, Node node, Plan plan) {
    return builder.map(
        node, Compilation.row(Shapes.of(plan), plan.columns().subList(0, width)), "first " + width);
  }

  private Node node(Plan plan) {
    Node known = built.get(plan);
    if (known == null) {
      known = make(plan);
      built.put(plan, known);
    }
    return known;
  }

  private Node make(Plan plan) {
    return switch (plan) {
      case Plan.Scan scan -> input(scan);
      case Plan.Values values -> new ValuesCircuit(builder, inputs).build(values);
      case Plan.Filter filter -> filter(filter);
      case Plan.Project project -> project(project);
      case Plan.Join join -> join(join, join.columns());
      case Plan.Aggregate aggregate when finals.get(aggregate) != null -> finalGroups(aggregate);
      case Plan.Aggregate aggregate ->
          new AggregateCircuit(builder, node(aggregate.input()), horizons).build(aggregate);
      case GroupingSets sets -> node(sets.expanded());
      case Plan.Distinct distinct -> distinct(distinct);
      case SetOperation operation ->
          new SetCircuit(builder, node(operation.left()), node(operation.right())).build(operation);
      case Expand expand -> expand(expand);
      case RecursiveScan scan -> builder.variable(scan.name(), scan.index());
      case Recursion recursion -> recursion(recursion);
      case Apply _ -> throw new IllegalArgumentException("a query that is asked for each row");
      case Plan.UnionAll union ->
          builder.union(union.inputs().stream().map(this::node).toList(), "");
      case Plan.Top top -> parted(top);
      case Window window -> parted(window);
      case Sessions sessions -> sessions(sessions);
      case Asof asof ->
          horizons.forgetting(
              builder,
              new AsofCircuit(builder, node(asof.left()), node(asof.right())).build(asof),
              asof);
    };
  }

  private Node finalGroups(Plan.Aggregate aggregate) {
    FinalWindows.Windowed windowed = Objects.requireNonNull(finals.get(aggregate));
    return new FinalGroupsCircuit(builder, windowed)
        .build(node(windowed.parts().rows()), aggregate);
  }

  private Node input(Plan.Scan scan) {
    Node node = inputs.get(scan.input());
    if (node == null) {
      throw new IllegalArgumentException("no node for the input " + scan.input());
    }
    return node;
  }

  /** What changes with the time is asked of the rows of which all else is true. */
  private Node filter(Plan.Filter filter) {
    List<Expression> lasting = new ArrayList<>();
    List<Expression> timed = new ArrayList<>();
    for (Expression condition : Expressions.conjuncts(filter.condition())) {
      (Present.in(condition) ? timed : lasting).add(condition);
    }
    Node node = node(filter.input());
    if (timed.isEmpty()) {
      return filter(node, filter.input(), filter.condition());
    }
    return during(
        lasting.isEmpty() ? node : filter(node, filter.input(), Expressions.and(lasting)),
        filter.input(),
        Expressions.and(timed));
  }

  private Node filter(Node node, Plan input, Expression condition) {
    return builder.filter(
        node,
        Compilation.condition(Shapes.of(input), condition),
        Details.of(input, List.of(condition)));
  }

  private Node during(Node node, Plan input, Expression condition) {
    int now = input.width();
    Expression ofTime = Present.asColumn(condition, now);
    List<Flip> flips = Flips.of(ofTime, now).orElseThrow();
    return builder.during(
        node,
        new Clock.Now(),
        new TimedCondition(Shapes.of(input), Type.Simple.TIMESTAMPTZ, ofTime, flips),
        Details.of(input, List.of(condition)));
  }

  /** What a join's pairs are made into is computed by the join itself. */
  private Node project(Plan.Project project) {
    if (project.input() instanceof Plan.Join join) {
      return join(join, project.expressions());
    }
    if (isIdentity(project)) {
      return node(project.input());
    }
    return builder.map(
        node(project.input()),
        Compilation.row(Shapes.of(project.input()), project.expressions()),
        Details.of(project.input(), project.expressions()));
  }

  private static boolean isIdentity(Plan.Project project) {
    List<Expression> columns = project.input().columns();
    return project.expressions().equals(columns);
  }

  private Node join(Plan.Join join, List<Expression> output) {
    Node left = node(join.left());
    Node right = node(join.right());
    return join.kind() == JoinType.FULL
        ? new FullJoinCircuit(builder, left, right).build(join, output)
        : new JoinCircuit(builder, left, right).build(horizons.ordered(join), output, horizons);
  }

  /** What looks different is different here: rows that only count as equal go round twice. */
  private Node recursion(Recursion recursion) {
    List<Node> bodies = recursion.bodies().stream().map(this::body).toList();
    Recursion.Iterations iterations = recursion.iterations();
    return builder.recursion(
        recursion.name(),
        bodies,
        recursion.result(),
        new Iterations(iterations.max(), iterations.isFinal(), iterations.isApart()),
        recursion.name());
  }

  private Node body(Recursion.Body body) {
    Node rows = node(body.plan());
    return body.isDistinct() ? builder.distinct(rows, "recursive") : rows;
  }

  private Node expand(Expand expand) {
    List<SetFunction> functions = expand.calls().stream().map(SetCall::function).toList();
    RowFunction arguments = Compilation.row(Shapes.of(expand.input()), expand.arguments());
    String detail =
        functions.stream().map(SetFunction::name).toList()
            + " "
            + expand.ordinality()
            + " "
            + expand.outer()
            + " "
            + Details.of(expand.input(), expand.arguments());
    return builder.flatMap(
        node(expand.input()),
        new Expansion(arguments, functions, expand.ordinality(), expand.outer()),
        detail);
  }

  private Node sessions(Sessions sessions) {
    RowShape shape = Shapes.of(sessions.input());
    List<Expression> parts = new ArrayList<>(sessions.partition());
    parts.add(sessions.time());
    Node node =
        builder.sessions(
            node(sessions.input()),
            Compilation.groupKey(shape, sessions.partition()),
            Compilation.row(shape, List.of(sessions.time())),
            sessions.gapMicros(),
            Details.of(sessions.input(), parts));
    return horizons.first(List.of(sessions.time()), sessions.input()) < 0
        ? node
        : horizons.forgetting(builder, node, sessions.time(), sessions.input());
  }

  /** Rows are equal if their bytes are, where all types are exact; else they are grouped. */
  private Node distinct(Plan.Distinct distinct) {
    Plan input = distinct.input();
    boolean exact = distinct.fields().stream().allMatch(field -> KeyFormat.isExact(field.type()));
    if (exact && horizons.first(input.columns(), input) < 0) {
      return builder.distinct(node(input), "");
    }
    Plan.Aggregate groups = new Plan.Aggregate(input, input.columns(), List.of());
    return new AggregateCircuit(builder, node(input), horizons).build(groups);
  }

  private Node parted(Plan.Top top) {
    int timed = horizons.first(top.partition(), top.input());
    if (timed < 0) {
      return top(top);
    }
    List<Expression> parts = Horizons.first(timed, top.partition());
    Plan.Top moved =
        new Plan.Top(top.input(), parts, top.order(), top.offset(), top.limit(), top.extent());
    return horizons.forgetting(builder, top(moved), parts.getFirst(), top.input());
  }

  private Node parted(Window window) {
    if (window.input() instanceof Plan.Top top && isNumbered(window, top)) {
      return numberedTop(top);
    }
    Node input = node(window.input());
    int timed = horizons.first(window.partition(), window.input());
    if (timed < 0) {
      return new WindowCircuit(builder, input).build(window);
    }
    List<Expression> parts = Horizons.first(timed, window.partition());
    Window moved =
        new Window(window.input(), parts, window.order(), window.calls(), window.offsets());
    Node node = new WindowCircuit(builder, input).build(moved);
    return horizons.forgetting(builder, node, parts.getFirst(), window.input());
  }

  /** Whether a window does no more than to number the first rows of each partition. */
  private boolean isNumbered(Window window, Plan.Top top) {
    return window.calls().size() == 1
        && window.calls().getFirst().function() instanceof WindowFunction.RowNumber
        && !top.partition().isEmpty()
        && window.partition().equals(top.partition())
        && window.order().equals(top.order())
        && Node.Top.isBounded(node(top.input()), top.offset(), top.limit(), top.extent());
  }

  private Node numberedTop(Plan.Top top) {
    RowShape shape = Shapes.of(top.input());
    return builder.numberedTop(
        node(top.input()),
        Compilation.groupKey(shape, top.partition()),
        sortKey(top),
        top.limit(),
        Details.of(top.input(), top.partition()) + ": " + order(top));
  }

  private static RowFunction sortKey(Plan.Top top) {
    List<SortField> fields =
        top.order().stream()
            .map(s -> new SortField(s.expression(), s.descending(), s.nullsFirst()))
            .toList();
    return Compilation.sortKey(Shapes.of(top.input()), fields);
  }

  private static String order(Plan.Top top) {
    return top.order().stream()
        .map(s -> Details.of(top.input(), s))
        .collect(Collectors.joining(", "));
  }

  private Node top(Plan.Top top) {
    RowShape shape = Shapes.of(top.input());
    String order = order(top);
    boolean whole = top.partition().isEmpty();
    return builder.top(
        node(top.input()),
        whole ? null : Compilation.groupKey(shape, top.partition()),
        sortKey(top),
        top.offset(),
        top.limit(),
        top.extent(),
        whole ? order : Details.of(top.input(), top.partition()) + ": " + order);
  }
}

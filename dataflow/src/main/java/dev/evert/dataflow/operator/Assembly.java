package dev.evert.dataflow.operator;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitPlan;
import dev.evert.dataflow.EmissionPlan;
import dev.evert.dataflow.Fingerprints;
import dev.evert.dataflow.Horizon;
import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.JoinKind;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.ViewPlan;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.output.View;
import dev.evert.dataflow.state.CircuitState;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes operators of nodes: one for all nodes with the same fingerprint. */
public final class Assembly {
  private final Heritage heritage;
  private final Clocks clocks;
  private final TimeAssembly times;
  private final ErrorStream errors = new ErrorStream();
  private final Dependencies dependencies = new Dependencies();
  private final List<Operator> inputs = new ArrayList<>();
  private final List<Operator> operators = new ArrayList<>();
  private final Map<String, TableGate> tables = new LinkedHashMap<>();
  private final Map<String, StreamOperator> streams = new LinkedHashMap<>();
  private final Map<String, Operator> made = new HashMap<>();
  private final Map<String, RecursionOperator> recursions = new HashMap<>();
  private final IdentityHashMap<Node, String> fingerprints = new IdentityHashMap<>();
  private final Arrangements arrangements =
      new Arrangements(this, tables, dependencies, operators::add);

  private Assembly(Heritage heritage) {
    this.heritage = heritage;
    this.clocks = new Clocks(heritage.arrangement("clock"));
    this.times = new TimeAssembly(this, clocks);
  }

  /** Makes a circuit, with the store's state if it is that of such a circuit. */
  public static Circuit restore(CircuitPlan plan, StateStore store) {
    CircuitState saved = store.restore(plan.fingerprint());
    return assemble(plan, store, new SavedHeritage(store, saved));
  }

  /** Makes a circuit without any state. */
  public static Circuit begin(CircuitPlan plan, StateStore store) {
    return assemble(plan, store, new SavedHeritage(store, null));
  }

  /**
   * Makes a circuit that has the state of others, as far as it is of the same operators.
   *
   * @param from published at one time; not to be used any further
   */
  public static Circuit inherit(CircuitPlan plan, StateStore store, List<Circuit> from) {
    List<LiveCircuit> live = from.stream().map(circuit -> (LiveCircuit) circuit).toList();
    return assemble(plan, store, new LiveHeritage(store, live));
  }

  private static Circuit assemble(CircuitPlan plan, StateStore store, Heritage heritage) {
    try (heritage) {
      return new Assembly(heritage).assemble(plan, store);
    }
  }

  private Circuit assemble(CircuitPlan plan, StateStore store) {
    plan.tables().forEach(this::add);
    plan.streams().forEach(this::add);
    List<View> outputs = new ArrayList<>();
    List<Operator> last = new ArrayList<>();
    for (ViewPlan view : plan.views()) {
      View output = heritage.view(view.name(), view.schema());
      outputs.add(output);
      last.add(dependencies.note(() -> output(view, output)));
    }
    for (EmissionPlan emission : plan.emissions()) {
      last.add(dependencies.note(() -> emission(emission)));
    }
    List<IndexGate> indexes =
        plan.indexes().stream()
            .map(index -> new IndexGate(index, arranged(index.node(), index.key())))
            .toList();
    operators.addAll(last);
    Origins origins = Origins.of(plan);
    OutputOperator errorRows = new OutputOperator(heritage.errors(origins.all()), errors.out());
    errors.keptIn(errorRows);
    errors.refused(heritage.refused());
    inputs.forEach(operator -> operator.limit(plan.batchRows()));
    operators.forEach(operator -> operator.limit(plan.batchRows()));
    return new LiveCircuit(
        plan.fingerprint(),
        store,
        inputs,
        dependencies.groups(operators),
        new LiveOutputs(tables, outputs, indexes),
        clocks,
        streams,
        errors,
        errorRows,
        origins,
        heritage.time());
  }

  private void add(Node.Table node) {
    RowErrors own = errors(fingerprint(node));
    Arrangement rows = arrangement("table " + node.name());
    EventTime time = times.of(node.name(), node.schema(), node.watermark());
    TableOperator table = new TableOperator(node.name(), node.schema(), rows, time, own);
    int width = node.schema().width();
    int narrowest = heritage.narrowest(node.name(), width);
    tables.put(node.name(), new TableGate(table, Math.min(width, narrowest)));
    inputs.add(table);
    made.put(fingerprint(node), table);
  }

  private void add(Node.Stream node) {
    EventTime time = times.of(node.name(), node.schema(), node.watermark());
    StreamOperator stream = new StreamOperator(node.name(), node.schema(), time);
    streams.put(node.name(), stream);
    inputs.add(stream);
    made.put(fingerprint(node), stream);
  }

  String fingerprint(Node node) {
    return Fingerprints.of(node, fingerprints);
  }

  Arrangement arrangement(String id) {
    return heritage.arrangement(id);
  }

  private Operator output(ViewPlan plan, View view) {
    if (plan.node() instanceof Node.Table table && isWhole(table.schema(), plan.schema())) {
      TableGate gate = tables.get(table.name());
      if (gate != null) {
        return new TableOutputOperator(view, gate.table().arranged());
      }
    }
    return new OutputOperator(view, operator(plan.node()).out());
  }

  private Operator emission(EmissionPlan plan) {
    return new EmitOperator(plan.name(), operator(plan.node()).out(), plan.consumer());
  }

  /** Whether a view has a table's rows under the table's key. */
  private static boolean isWhole(Schema table, Schema view) {
    return table.keyed() && table.equals(view);
  }

  /** The errors of what is known by an id from run to run. */
  RowErrors errors(String origin) {
    return errors.of(origin);
  }

  /** The operator that gives a node's rows. */
  Operator operator(Node node) {
    String fingerprint = fingerprint(node);
    Operator known = made.get(fingerprint);
    if (known == null) {
      known = dependencies.note(() -> make(node, fingerprint));
      if (!made.containsValue(known)) {
        known.identify(fingerprint);
        operators.add(known);
      }
      made.put(fingerprint, known);
    }
    if (known instanceof TableOperator table) {
      table.wantRows();
    }
    dependencies.use(known);
    return known;
  }

  private Operator make(Node node, String fingerprint) {
    RowErrors errors = errors(fingerprint);
    return switch (node) {
      case Node.Table table -> throw new IllegalArgumentException("unknown table " + table.name());
      case Node.Stream stream ->
          throw new IllegalArgumentException("unknown stream " + stream.name());
      case Node.Variable variable ->
          throw new IllegalArgumentException(variable.detail() + " outside of its recursion");
      case Node.Recursion recursion -> recursion(recursion);
      case Node.Filter filter -> new FilterOperator(filter, operator(filter.input()).out(), errors);
      case Node.Map map -> new MapOperator(map, operator(map.input()).out(), errors);
      case Node.FlatMap map -> new FlatMapOperator(map, operator(map.input()).out(), errors);
      case Node.Join join -> join(join, null, errors);
      case Node.Aggregate aggregate -> aggregate(aggregate, fingerprint, errors);
      case Node.Distinct distinct ->
          new DistinctOperator(
              distinct, operator(distinct.input()).out(), arrangement("distinct " + fingerprint));
      case Node.Union union ->
          new UnionOperator(
              union, union.inputs().stream().map(input -> operator(input).out()).toList());
      case Node.SetOperation operation ->
          new SetOperator(
              operation,
              operator(operation.left()).out(),
              operator(operation.right()).out(),
              arrangement("set operation " + fingerprint),
              errors);
      case Node.Window window ->
          new WindowOperator(
              window, operator(window.input()).out(), arrangement("window " + fingerprint), errors);
      case TimeNode.Late late -> times.late(late);
      case TimeNode.Nearest nearest -> nearest(nearest, null, errors);
      case TimeNode.During during ->
          new DuringOperator(
              during,
              operator(during.input()).out(),
              arrangement("during " + fingerprint),
              clocks.of(during.clock()),
              errors);
      case TimeNode.Forgetting forgetting -> forgetting(forgetting, fingerprint, errors);
      case TimeNode.FinalGroups groups -> times.finalGroups(groups, fingerprint, errors);
      case TimeNode.Sessions sessions ->
          new SessionOperator(
              sessions,
              operator(sessions.input()).out(),
              arrangement("rows of sessions " + fingerprint),
              arrangement("sessions " + fingerprint),
              errors);
      case Node.Top top when top.isBounded() ->
          new BoundedTopOperator(
              top, operator(top.input()).out(), arrangement("first " + fingerprint), errors);
      case Node.Top top ->
          new TopOperator(
              top, operator(top.input()).out(), arrangement("top " + fingerprint), errors);
    };
  }

  /** Recursions with the same bodies are one, whichever result is asked for. */
  private Operator recursion(Node.Recursion node) {
    Node.Recursion core = node.core();
    String fingerprint = fingerprint(core);
    RecursionOperator known = recursions.get(fingerprint);
    if (known == null) {
      known = dependencies.note(() -> new RecursionAssembly(this, core).make());
      known.identify(fingerprint);
      operators.add(known);
      recursions.put(fingerprint, known);
    }
    dependencies.use(known);
    ResultOperator result = known.result(node.result());
    result.want();
    return result;
  }

  /**
   * What it keeps is one operator's alone, except where joins share what they look up. Either is
   * known by what it forgets too: who needs more finds none of it.
   */
  private Operator forgetting(TimeNode.Forgetting node, String fingerprint, RowErrors errors) {
    if (node.node() instanceof Node.Join join) {
      return join(join, node, errors);
    }
    if (node.node() instanceof TimeNode.Nearest nearest) {
      return nearest(nearest, node, errors);
    }
    Operator operator = make(node.node(), fingerprint);
    HorizonExpiry expiry = expiry(node.left());
    if (expiry != null) {
      if (operator instanceof SessionOperator sessions) {
        sessions.forget(expiry);
      } else {
        operator.arrangements().forEach(arrangement -> arrangement.expire(expiry));
      }
    }
    return operator;
  }

  private Operator nearest(
      TimeNode.Nearest node, TimeNode.@Nullable Forgetting forgetting, RowErrors errors) {
    Expiry left = forgetting == null ? null : expiry(forgetting.left());
    Expiry right = forgetting == null ? null : expiry(node, forgetting.right());
    return new NearestOperator(
        node,
        arrangements.by(node.left(), node.leftKey(), left, detail(forgetting, "left")),
        arrangements.by(node.right(), node.rightKey(), right, detail(forgetting, "right")),
        errors);
  }

  private @Nullable Expiry expiry(TimeNode.Nearest node, @Nullable Horizon right) {
    RowFunction place = right == null ? null : right.field();
    return right == null || place == null
        ? null
        : new NearestExpiry(new HorizonExpiry(right, clocks), place, node.placeBytes());
  }

  /** A table's own arrangement is not one of hash tables. */
  private Operator join(
      Node.Join join, TimeNode.@Nullable Forgetting forgetting, RowErrors errors) {
    String leftDetail = detail(forgetting, "left");
    String rightDetail = detail(forgetting, "right");
    Expiry leftExpiry = forgetting == null ? null : expiry(forgetting.left());
    Expiry rightExpiry = forgetting == null ? null : expiry(forgetting.right());
    boolean indexed =
        join.kind() == JoinKind.INNER
            && !Arrangements.isOwn(join.left(), join.leftKey())
            && !Arrangements.isOwn(join.right(), join.rightKey());
    if (indexed) {
      RowIndex left = arrangements.index(join.left(), join.leftKey(), leftExpiry, leftDetail);
      RowIndex right = arrangements.index(join.right(), join.rightKey(), rightExpiry, rightDetail);
      return new InnerJoinOperator(join, left, right, errors);
    }
    Arranged left = arrangements.by(join.left(), join.leftKey(), leftExpiry, leftDetail);
    Arranged right = arrangements.by(join.right(), join.rightKey(), rightExpiry, rightDetail);
    return join.kind().isMatch()
        ? new MatchOperator(join, left, right, errors)
        : new JoinOperator(join, left, right, errors);
  }

  /** What a side forgets: both sides of a join of rows with themselves may keep the same rows. */
  private static String detail(TimeNode.@Nullable Forgetting forgetting, String side) {
    if (forgetting == null) {
      return "";
    }
    boolean same = Objects.equals(forgetting.left(), forgetting.right());
    return same ? forgetting.detail() : side + " of " + forgetting.detail();
  }

  private @Nullable HorizonExpiry expiry(@Nullable Horizon horizon) {
    return horizon == null ? null : new HorizonExpiry(horizon, clocks);
  }

  private Operator aggregate(Node.Aggregate node, String fingerprint, RowErrors errors) {
    Feed input = operator(node.input()).out();
    boolean appendOnly = node.input().isAppendOnly();
    return AggregateOperator.of(
        node, input, appendOnly, kind -> arrangement(kind + " " + fingerprint), errors);
  }

  /** The arrangement of a node's rows by a key; a table's own if the key is the table's. */
  Arranged arranged(Node node, JoinKey key) {
    return arrangements.by(node, key, null, "");
  }
}

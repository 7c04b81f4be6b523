package dev.evert.dataflow.operator;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.Fingerprints;
import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.ViewPlan;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.output.View;
import dev.evert.dataflow.output.ViewState;
import dev.evert.dataflow.state.CircuitState;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes operators of nodes: one for all nodes with the same fingerprint. */
public final class Assembly {
  private final StateStore store;
  private final @Nullable CircuitState saved;
  private final RowErrors errors = new RowErrors();
  private final List<Operator> operators = new ArrayList<>();
  private final Map<String, TableGate> tables = new LinkedHashMap<>();
  private final Map<String, Operator> made = new HashMap<>();
  private final Map<String, ArrangeOperator> arranged = new HashMap<>();
  private final IdentityHashMap<Node, String> fingerprints = new IdentityHashMap<>();

  private Assembly(StateStore store, @Nullable CircuitState saved) {
    this.store = store;
    this.saved = saved;
  }

  /**
   * Makes a circuit, with the store's state if it is that of such a circuit.
   *
   * @param batchRows about how many rows an operator hands on at once
   */
  public static Circuit assemble(
      List<Node.Table> tables, List<ViewPlan> views, int batchRows, StateStore store) {
    String fingerprint = Fingerprints.of(tables, views);
    CircuitState saved = store.restore(fingerprint);
    Assembly assembly = new Assembly(store, saved);
    tables.forEach(assembly::add);
    List<View> outputs = new ArrayList<>();
    List<Operator> last = new ArrayList<>();
    for (ViewPlan plan : views) {
      View view = assembly.view(plan.name(), plan.schema());
      outputs.add(view);
      last.add(assembly.output(plan, view));
    }
    assembly.operators.addAll(last);
    OutputOperator errorRows =
        new OutputOperator(assembly.view(RowErrors.VIEW, RowErrors.SCHEMA), assembly.errors.out());
    assembly.operators.forEach(operator -> operator.limit(batchRows));
    if (saved != null) {
      assembly.errors.refused(saved.refused());
    }
    return new LiveCircuit(
        fingerprint,
        store,
        assembly.operators,
        assembly.tables,
        outputs,
        assembly.errors,
        errorRows,
        saved);
  }

  private void add(Node.Table node) {
    TableOperator table =
        new TableOperator(node.name(), node.schema(), arrangement("table " + node.name()), errors);
    int width = node.schema().width();
    int narrowest = saved == null ? width : saved.widths().getOrDefault(node.name(), width);
    tables.put(node.name(), new TableGate(table, Math.min(width, narrowest)));
    operators.add(table);
    made.put(fingerprint(node), table);
  }

  String fingerprint(Node node) {
    return Fingerprints.of(node, fingerprints);
  }

  Arrangement arrangement(String id) {
    Arrangement arrangement = new Arrangement(id, store, false);
    if (saved != null) {
      for (Run run : saved.arrangements().getOrDefault(id, List.of())) {
        arrangement.restore(run);
      }
    }
    return arrangement;
  }

  private View view(String name, Schema schema) {
    ViewState state =
        saved == null ? ViewState.EMPTY : saved.views().getOrDefault(name, ViewState.EMPTY);
    return new View(name, schema, store, state);
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

  /** Whether a view has a table's rows under the table's key. */
  private static boolean isWhole(Schema table, Schema view) {
    return table.keyed() && table.equals(view);
  }

  RowErrors errors() {
    return errors;
  }

  /** The operator that gives a node's rows. */
  Operator operator(Node node) {
    String fingerprint = fingerprint(node);
    Operator known = made.get(fingerprint);
    if (known == null) {
      known = make(node, fingerprint);
      operators.add(known);
      made.put(fingerprint, known);
    }
    if (known instanceof TableOperator table) {
      table.wantRows();
    }
    return known;
  }

  private Operator make(Node node, String fingerprint) {
    return switch (node) {
      case Node.Table table -> throw new IllegalArgumentException("unknown table " + table.name());
      case Node.Variable variable ->
          throw new IllegalArgumentException(variable.detail() + " outside of its recursion");
      case Node.Recursion recursion -> new RecursionAssembly(this, recursion).make();
      case Node.Filter filter -> new FilterOperator(filter, operator(filter.input()).out(), errors);
      case Node.Map map -> new MapOperator(map, operator(map.input()).out(), errors);
      case Node.FlatMap map -> new FlatMapOperator(map, operator(map.input()).out(), errors);
      case Node.Join join -> join(join);
      case Node.Aggregate aggregate -> aggregate(aggregate, fingerprint);
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
      case Node.Sessions sessions ->
          new SessionOperator(
              sessions,
              operator(sessions.input()).out(),
              arrangement("rows of sessions " + fingerprint),
              arrangement("sessions " + fingerprint),
              errors);
      case Node.Top top ->
          new TopOperator(
              top, operator(top.input()).out(), arrangement("top " + fingerprint), errors);
    };
  }

  private Operator join(Node.Join join) {
    Arranged left = arranged(join.left(), join.leftKey());
    Arranged right = arranged(join.right(), join.rightKey());
    return join.kind().isMatch()
        ? new MatchOperator(join, left, right, errors)
        : new JoinOperator(join, left, right, errors);
  }

  private Operator aggregate(Node.Aggregate node, String fingerprint) {
    boolean entries = GroupEntries.isNeeded(node.functions());
    Feed input = operator(node.input()).out();
    return new AggregateOperator(
        node,
        input,
        arrangement("aggregate " + fingerprint),
        entries ? arrangement("extremes " + fingerprint) : null,
        errors);
  }

  /** The arrangement of a node's rows by a key; a table's own if the key is the table's. */
  Arranged arranged(Node node, JoinKey key) {
    if (node instanceof Node.Table table && isPrimary(table, key)) {
      TableGate gate = tables.get(table.name());
      if (gate != null) {
        return gate.table().arranged();
      }
    }
    String id = "by " + key.id() + " of " + fingerprint(node);
    ArrangeOperator known = arranged.get(id);
    if (known == null) {
      Feed input = operator(node).out();
      known = new ArrangeOperator(node.detail(), key, input, arrangement(id), errors);
      operators.add(known);
      arranged.put(id, known);
    }
    return known.arranged();
  }

  private static boolean isPrimary(Node.Table table, JoinKey key) {
    int[] columns = table.schema().key().stream().mapToInt(Integer::intValue).toArray();
    return columns.length > 0 && key.id().equals(JoinKey.columnsId(columns));
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.output.View;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What circuits have that were published at one time, in one store. An operator that several of
 * them have holds the same in each: its state is a function of what went in, and what it may forget
 * is part of what it is known by.
 */
final class LiveHeritage implements Heritage {
  private final StateStore store;
  private final long time;
  private final Map<String, Arrangement> arrangements = new HashMap<>();
  private final Map<String, View> views = new HashMap<>();
  private final Map<String, Integer> widths = new HashMap<>();
  private final List<LiveCircuit> circuits;
  private long refused;

  /**
   * Takes over all state.
   *
   * @param circuits at least one, the first counts where several have the same; not to be used any
   *     further
   */
  LiveHeritage(StateStore store, List<LiveCircuit> circuits) {
    this.store = store;
    this.circuits = List.copyOf(circuits);
    this.time = circuits.getFirst().time();
    for (LiveCircuit circuit : circuits) {
      if (circuit.time() != time) {
        throw new IllegalArgumentException("circuits at " + time + " and " + circuit.time());
      }
      circuit.operators().forEach(this::take);
      circuit.views().forEach(this::take);
      circuit.tables().forEach((name, gate) -> widths.putIfAbsent(name, gate.narrowest()));
      refused = Math.max(refused, circuit.errors().refusedCount());
    }
  }

  private void take(Operator operator) {
    operator.save();
    for (Arrangement arrangement : operator.arrangements()) {
      arrangement.flush();
      Arrangement known = arrangements.putIfAbsent(arrangement.id(), arrangement);
      if (known != null) {
        arrangement.clear();
      }
    }
  }

  private void take(String name, View view) {
    if (views.putIfAbsent(name, view) != null) {
      view.close();
    }
  }

  @Override
  public OptionalLong time() {
    return OptionalLong.of(time);
  }

  @Override
  public Arrangement arrangement(String id) {
    Arrangement known = arrangements.remove(id);
    if (known == null) {
      return new Arrangement(id, store, false);
    }
    known.expire(null);
    return known;
  }

  @Override
  public View view(String name, Schema schema) {
    View known = views.remove(name);
    if (known == null) {
      View view = new View(name, schema, store);
      view.publish(time);
      return view;
    }
    if (!known.schema().equals(schema)) {
      throw new IllegalArgumentException("view " + name + " with two schemas");
    }
    return known;
  }

  @Override
  public int narrowest(String table, int width) {
    return widths.getOrDefault(table, width);
  }

  @Override
  public long refused() {
    return refused;
  }

  /** The errors of each origin, from the first circuit that has it. */
  @Override
  public View errors(Set<String> origins) {
    Feed feed = new Feed();
    Set<String> done = new HashSet<>();
    for (LiveCircuit circuit : circuits) {
      copy(circuit, origins, done, feed.rows());
      done.addAll(circuit.origins());
    }
    View view = new View(ErrorStream.VIEW, ErrorStream.SCHEMA, store);
    new OutputOperator(view, feed).visit();
    view.publish(time);
    return view;
  }

  private static void copy(LiveCircuit circuit, Set<String> origins, Set<String> done, Delta to) {
    try (RowCursor rows = circuit.errorView().rows()) {
      while (rows.next()) {
        String origin = ErrorStream.origin(rows.rowBytes(), rows.rowFrom(), rows.rowTo());
        if (origins.contains(origin) && !done.contains(origin)) {
          to.add(rows.rowBytes(), rows.rowFrom(), rows.rowTo(), rows.weight(), 0);
        }
      }
    }
  }

  @Override
  public void close() {
    arrangements.values().forEach(Arrangement::clear);
    views.values().forEach(View::close);
    circuits.forEach(LiveCircuit::retire);
  }
}

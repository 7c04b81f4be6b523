package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.view.StateDirectory;
import dev.evert.engine.view.TableCopy;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledQuery;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Answers queries: each by a circuit of its own, over the rows of one position. Any thread. */
final class Queries {
  private static final String RESULT = "result";

  private final InstantSource clock;
  private final Path scratch;
  private final QueryMemory memory;
  private final BooleanSupplier closed;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * Queries that keep what does not fit into memory in files.
   *
   * @param scratch for the files
   * @param stateBytes about how much heap the state of all queries may take
   * @param clock tells queries the time
   * @param closed whether queries that are at work shall end
   */
  Queries(Path scratch, long stateBytes, InstantSource clock, BooleanSupplier closed) {
    this.closed = closed;
    this.clock = clock;
    this.scratch = scratch;
    this.memory = new QueryMemory(stateBytes);
  }

  /** The tables and materialized views that a query reads, behind views that are not. */
  static Set<String> sources(Catalog catalog, CompiledQuery query) {
    Set<String> sources = new LinkedHashSet<>();
    query.inputs().forEach(name -> collect(catalog, name, sources));
    return sources;
  }

  private static void collect(Catalog catalog, String name, Set<String> sources) {
    if (catalog.relation(name) instanceof Entry.View view && !view.materialized()) {
      view.compiled().inputs().forEach(read -> collect(catalog, read, sources));
    } else {
      sources.add(name);
    }
  }

  /**
   * The keys of the tables that a query needs no other row of; a table that a view reads too, which
   * the query names beside it, is needed whole.
   */
  static Map<String, byte[]> keys(Catalog catalog, CompiledQuery query) {
    Map<String, byte[]> keys = new HashMap<>(query.keys());
    for (String name : query.inputs()) {
      Set<String> sources = new LinkedHashSet<>();
      collect(catalog, name, sources);
      sources.remove(name);
      keys.keySet().removeAll(sources);
    }
    return keys;
  }

  /**
   * Answers a query.
   *
   * @param snapshot of all {@link #sources}
   * @throws EvertException also what the query makes of a row that it can not be evaluated for
   */
  QueryResult run(CompiledQuery query, Snapshot snapshot) {
    long share = memory.take(closed);
    Path directory = scratch.resolve("query-" + numbers.incrementAndGet());
    try {
      StateStore store = StateStore.open(directory, share);
      try {
        return run(query, snapshot, store, () -> release(store, directory, share));
      } catch (RuntimeException | Error e) {
        store.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      StateDirectory.delete(directory);
      memory.giveBack(share);
      throw e;
    }
  }

  private void release(StateStore store, Path directory, long share) {
    try {
      store.close();
      StateDirectory.delete(directory);
    } finally {
      memory.giveBack(share);
    }
  }

  private QueryResult run(
      CompiledQuery query, Snapshot snapshot, StateStore store, Runnable release) {
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> nodes = new HashMap<>();
    Map<String, Node> inputs = new HashMap<>();
    for (String name : query.inputs()) {
      inputs.put(name, node(snapshot.catalog(), name, builder, nodes));
    }
    Node result = query.build(builder, inputs);
    builder.output(RESULT, result, resultSchema(query));
    Circuit circuit = builder.buildEmpty(store);
    try {
      fill(query, snapshot, circuit, store.memoryBytes());
      circuit
          .errors()
          .first()
          .ifPresent(error -> {
            throw failure(error);
          });
      return new QueryResult(
          query.schema(),
          snapshot.position(),
          query.isOrdered(),
          circuit.output(RESULT).rows(),
          () -> {
            circuit.close();
            release.run();
          });
    } catch (RuntimeException e) {
      circuit.close();
      throw e;
    }
  }

  private void fill(CompiledQuery query, Snapshot snapshot, Circuit circuit, long share) {
    for (String name : sources(snapshot.catalog(), query)) {
      TableCopy.copy(snapshot.take(name), circuit, circuit.input(name), share, closed);
    }
    if (closed.getAsBoolean()) {
      throw Progress.closed();
    }
    circuit.advanceTo(ClockEvents.now(clock));
    circuit.step();
    circuit.publish(1);
  }

  private static Node node(
      Catalog catalog, String name, CircuitBuilder builder, Map<String, Node> nodes) {
    Node known = nodes.get(name);
    if (known != null) {
      return known;
    }
    Entry.Relation relation = catalog.relation(name);
    Node node;
    if (relation instanceof Entry.View view && !view.materialized()) {
      Map<String, Node> inputs = new HashMap<>();
      view.compiled()
          .inputs()
          .forEach(read -> inputs.put(read, node(catalog, read, builder, nodes)));
      node = view.compiled().build(builder, inputs);
    } else {
      node = builder.table(name, relation.schema());
    }
    nodes.put(name, node);
    return node;
  }

  /** Rows are kept by all their bytes: the order, if there is one, comes first. */
  private static Schema resultSchema(CompiledQuery query) {
    List<Column> columns = new ArrayList<>();
    if (query.isOrdered()) {
      columns.add(Column.required("order of rows", Type.Simple.BYTEA));
    }
    columns.addAll(query.schema().columns());
    return new Schema(columns, List.of());
  }

  private static EvertException failure(RowError error) {
    return new EvertException(error.code(), error.message());
  }
}

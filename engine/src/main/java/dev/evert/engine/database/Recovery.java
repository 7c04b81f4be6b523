package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.database.Definitions.Definition;
import dev.evert.log.Log;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the state of a database again: the circuit of the last checkpoint, brought to what the log
 * says is defined now. Without a checkpoint that fits, everything is derived from the log's start.
 */
final class Recovery {
  private final Log log;
  private final EngineOptions options;
  private final Definitions definitions;
  private final StateStore store;
  private final Definer definer;

  Recovery(
      Log log, EngineOptions options, Definitions definitions, StateStore store, Definer definer) {
    this.log = log;
    this.options = options;
    this.definitions = definitions;
    this.store = store;
    this.definer = definer;
  }

  /** What a worker begins with. */
  enum Extent {
    /** Everything that is defined. */
    ALL,
    /** The tables alone: it fills views and indexes later, each apart. */
    TABLES
  }

  /** A worker that stands where the checkpoint does. */
  DatabaseWorker recover(Extent extent) {
    List<Definition> all = definitions.all();
    return store
        .saved()
        .flatMap(found -> restored(found, all, extent))
        .orElseGet(() -> anew(all, extent));
  }

  private Optional<DatabaseWorker> restored(
      StateStore.Saved saved, List<Definition> all, Extent extent) {
    Optional<DatabaseNote> note = DatabaseNote.decode(saved.attachment());
    return note.flatMap(found -> restored(saved, found, all, extent));
  }

  private Optional<DatabaseWorker> restored(
      StateStore.Saved saved, DatabaseNote note, List<Definition> all, Extent extent) {
    List<Definition> before =
        all.stream().filter(definition -> definition.position() < saved.time()).toList();
    Circuit circuit = CatalogCircuit.of(catalog(before), note.kept()).build(store);
    if (circuit.restored().isEmpty()) {
      circuit.close();
      return Optional.empty();
    }
    Catalog now = catalog(all);
    Set<Long> kept = extent == Extent.ALL ? present(now, note.kept()) : Set.of();
    Circuit next = CatalogCircuit.of(now, kept).buildFrom(store, List.of(circuit));
    return Optional.of(worker(new Standing(now, kept, next), note, all, extent));
  }

  /** What is kept from the start does not have to be filled. */
  private DatabaseWorker anew(List<Definition> all, Extent extent) {
    Catalog catalog = catalog(all);
    Set<Long> kept = new HashSet<>();
    if (extent == Extent.ALL) {
      catalog.entries().stream().filter(Standing::isKept).map(Entry::id).forEach(kept::add);
    }
    Circuit circuit = CatalogCircuit.of(catalog, kept).buildEmpty(store);
    circuit.step();
    return worker(new Standing(catalog, kept, circuit), DatabaseNote.empty(), all, extent);
  }

  private DatabaseWorker worker(
      Standing standing, DatabaseNote note, List<Definition> all, Extent extent) {
    long definedTo = all.isEmpty() ? 0 : all.getLast().position() + 1;
    return new DatabaseWorker(
        log, options, definitions, definer, store, standing, note.ledger(), definedTo, extent);
  }

  private static Set<Long> present(Catalog catalog, Set<Long> kept) {
    Set<Long> present = new HashSet<>();
    catalog.entries().stream().map(Entry::id).filter(kept::contains).forEach(present::add);
    return present;
  }

  private Catalog catalog(List<Definition> definitions) {
    Catalog catalog = Catalog.EMPTY;
    for (Definition definition : definitions) {
      catalog = definer.apply(catalog, definition);
    }
    return catalog;
  }
}

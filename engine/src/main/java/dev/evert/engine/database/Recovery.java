package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.database.Definitions.Definition;
import dev.evert.log.Log;
import dev.evert.sql.parse.StatementParser;
import dev.evert.sql.syntax.Statement;
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

  /** A worker that stands where the checkpoint does. */
  DatabaseWorker recover() {
    List<Definition> all = definitions.all();
    Optional<StateStore.Saved> saved = store.saved();
    return saved.flatMap(found -> restored(found, all)).orElseGet(() -> anew(all));
  }

  private Optional<DatabaseWorker> restored(StateStore.Saved saved, List<Definition> all) {
    DatabaseNote note = DatabaseNote.decode(saved.attachment());
    List<Definition> before =
        all.stream().filter(definition -> definition.position() < saved.time()).toList();
    Circuit circuit = CatalogCircuit.of(catalog(before), note.kept()).build(store);
    if (circuit.restored().isEmpty()) {
      circuit.close();
      return Optional.empty();
    }
    Catalog now = catalog(all);
    Set<Long> kept = present(now, note.kept());
    Circuit next = CatalogCircuit.of(now, kept).buildFrom(store, List.of(circuit));
    return Optional.of(worker(new Standing(now, kept, next), note, all));
  }

  /** Everything is kept from the start: nothing has to be filled. */
  private DatabaseWorker anew(List<Definition> all) {
    Catalog catalog = catalog(all);
    Set<Long> kept = new HashSet<>();
    catalog.entries().stream().filter(Standing::isKept).map(Entry::id).forEach(kept::add);
    Circuit circuit = CatalogCircuit.of(catalog, kept).buildEmpty(store);
    circuit.step();
    return worker(new Standing(catalog, kept, circuit), DatabaseNote.empty(), all);
  }

  private DatabaseWorker worker(Standing standing, DatabaseNote note, List<Definition> all) {
    long definedTo = all.isEmpty() ? 0 : all.getLast().position() + 1;
    return new DatabaseWorker(
        log, options, definitions, definer, store, standing, note.ledger(), definedTo);
  }

  private static Set<Long> present(Catalog catalog, Set<Long> kept) {
    Set<Long> present = new HashSet<>();
    catalog.entries().stream().map(Entry::id).filter(kept::contains).forEach(present::add);
    return present;
  }

  private Catalog catalog(List<Definition> definitions) {
    Catalog catalog = Catalog.EMPTY;
    for (Definition definition : definitions) {
      Statement.Definition statement =
          (Statement.Definition) StatementParser.parse(definition.sql());
      catalog =
          definer
              .apply(catalog, definition.position(), definition.sql(), statement)
              .orElse(catalog);
    }
    return catalog;
  }
}

package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What there is, and what of it the circuit keeps.
 *
 * @param kept the ids of the views and indexes that the circuit has
 */
record Standing(Catalog catalog, Set<Long> kept, Circuit circuit) {
  Standing {
    kept = Set.copyOf(kept);
  }

  /** The views and indexes that are to be kept and are not filled yet. */
  List<Entry> waiting() {
    return catalog.entries().stream()
        .filter(Standing::isKept)
        .filter(entry -> !kept.contains(entry.id()))
        .toList();
  }

  /** Whether what is derived is kept by the circuit, if it is filled. */
  static boolean isKept(Entry entry) {
    return switch (entry) {
      case Entry.Table _, Entry.Late _, Entry.Function _ -> false;
      case Entry.View view -> view.materialized();
      case Entry.Index _ -> true;
    };
  }

  /** Whether a table has a row with a key. */
  boolean contains(Entry.Table table, byte[] key, int from, int to) {
    try (RowCursor rows = circuit.input(CircuitNames.of(table)).lookup(key, from, to)) {
      return rows.next();
    }
  }

  /** The digest of a table or materialized view. */
  ViewDigest digest(String name) {
    Entry.Relation relation = catalog.relation(name);
    String known = CircuitNames.of(relation);
    return switch (relation) {
      case Entry.Table _ -> {
        TableInput table = circuit.input(known);
        yield new ViewDigest(circuit.time(), table.rowCount(), table.digest());
      }
      case Entry.Late _, Entry.View _ -> {
        ViewOutput view = circuit.output(known);
        yield new ViewDigest(circuit.time(), view.rowCount(), view.digest());
      }
    };
  }

  /** At most so many of the errors of a table or view. */
  List<RowError> errors(Entry.Relation relation, int limit) {
    List<RowError> errors = new ArrayList<>();
    circuit.errors(CircuitNames.of(relation)).forEach(limit, errors::add);
    return errors;
  }
}

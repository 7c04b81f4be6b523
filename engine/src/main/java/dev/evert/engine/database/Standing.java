package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
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
}

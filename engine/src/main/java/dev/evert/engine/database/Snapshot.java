package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.RowCursor;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of tables and views at one position. One thread; close it, or their files are kept. */
final class Snapshot implements AutoCloseable {
  private final Catalog catalog;
  private final long position;
  private final Map<String, RowCursor> rows = new HashMap<>();

  private Snapshot(Catalog catalog, long position) {
    this.catalog = catalog;
    this.position = position;
  }

  /**
   * Takes hold of rows as the circuit has published them.
   *
   * @param names of tables and materialized views
   * @param keys of tables of which only the row with a key is wanted, by name
   */
  static Snapshot of(Standing standing, Collection<String> names, Map<String, byte[]> keys) {
    Snapshot snapshot = new Snapshot(standing.catalog(), standing.circuit().time());
    try {
      names.forEach(name -> snapshot.rows.put(name, rows(standing, name, keys.get(name))));
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
    return snapshot;
  }

  private static RowCursor rows(Standing standing, String name, byte @Nullable [] key) {
    Entry.Relation relation = standing.catalog().relation(name);
    Circuit circuit = standing.circuit();
    return switch (relation) {
      case Entry.Table table when key != null ->
          circuit.input(CircuitNames.of(table)).lookup(key, 0, key.length);
      case Entry.Table table -> circuit.input(CircuitNames.of(table)).rows();
      case Entry.Late late -> circuit.output(CircuitNames.of(late)).rows();
      case Entry.View view -> {
        if (!standing.kept().contains(view.id())) {
          throw new EvertException(
              ErrorCode.VIEW_NOT_READY, "\"" + name + "\" is being filled from what there is");
        }
        yield circuit.output(CircuitNames.of(view)).rows();
      }
    };
  }

  /** What there was. */
  Catalog catalog() {
    return catalog;
  }

  /** The position: all that the log holds before it is in the rows. */
  long position() {
    return position;
  }

  /** The rows of one of the names, to be read once. */
  RowCursor take(String name) {
    RowCursor cursor = rows.remove(name);
    if (cursor == null) {
      throw new IllegalArgumentException("the snapshot has no rows of " + name);
    }
    return cursor;
  }

  @Override
  public void close() {
    rows.values().forEach(RowCursor::close);
    rows.clear();
  }
}

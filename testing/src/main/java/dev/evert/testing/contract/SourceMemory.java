package dev.evert.testing.contract;

import dev.evert.spi.row.Schema;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is durable of a source's changes: survives from run to run. A double of the engine, which
 * fails on whatever a source may not do.
 */
public final class SourceMemory {
  private final Map<String, byte[]> state = new TreeMap<>();
  private final List<TableRows> tables = new ArrayList<>();
  private final List<SourceChange> changes = new ArrayList<>();
  private final List<String> rejects = new ArrayList<>();
  private boolean complete;
  private boolean ended;

  /** The source's own state. */
  public synchronized Map<String, byte[]> state() {
    return new TreeMap<>(state);
  }

  /** Every change of rows that became visible, in order, over all runs. */
  public synchronized List<SourceChange> changes() {
    return List.copyOf(changes);
  }

  /** The changes of one operation. */
  public List<SourceChange> changes(UUID operation) {
    return changes().stream().filter(c -> c.operation().equals(operation)).toList();
  }

  /** The rows of a table. */
  public synchronized List<byte[]> rows(int table) {
    return tables.get(table).rows();
  }

  /** How many rows a table has; 0 before the first run. */
  public synchronized long size(int table) {
    return tables.isEmpty() ? 0 : tables.get(table).size();
  }

  /** The last schema of a table. */
  public synchronized Schema schema(int table) {
    return tables.get(table).schema();
  }

  /** Whether all tables are complete. */
  public synchronized boolean complete() {
    return complete;
  }

  /** Whether the source said that nothing more comes. */
  public synchronized boolean ended() {
    return ended;
  }

  /** The records that could not be read as rows: place and reason. */
  public synchronized List<String> rejects() {
    return List.copyOf(rejects);
  }

  synchronized void open(List<SourceTable> now) {
    if (tables.isEmpty()) {
      now.forEach(table -> tables.add(new TableRows(table.schema())));
    }
  }

  synchronized List<Schema> schemas() {
    return tables.stream().map(TableRows::schema).toList();
  }

  synchronized void reject(String text) {
    rejects.add(text);
  }

  synchronized void apply(SourceChange change) {
    switch (change.kind()) {
      case STATE -> remember(new String(change.key(), StandardCharsets.UTF_8), change.row());
      case SCHEMA -> tables.get(change.table()).evolve(SchemaFormat.parse(change.row()));
      case COMPLETE -> complete = true;
      case END -> ended = true;
      case RESET -> {
        complete = false;
        tables.get(change.table()).apply(change);
        changes.add(change);
      }
      case UPSERT, MOVE, DELETE, INSERT, RETRACT, TRUNCATE -> {
        tables.get(change.table()).apply(change);
        changes.add(change);
      }
    }
  }

  private void remember(String name, byte[] value) {
    if (value.length == 0) {
      state.remove(name);
    } else {
      state.put(name, value);
    }
  }

  /** The state's value, for tests that look inside. */
  public Optional<byte[]> state(String name) {
    return Optional.ofNullable(state().get(name));
  }
}

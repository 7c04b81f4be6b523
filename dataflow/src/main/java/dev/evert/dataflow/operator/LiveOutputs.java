package dev.evert.dataflow.operator;

import dev.evert.dataflow.output.View;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a circuit can be read: its tables, views and indexes, all as of one publication. */
final class LiveOutputs {
  private final Map<String, TableGate> tables;
  private final Map<String, View> views = new LinkedHashMap<>();
  private final Map<String, IndexGate> indexes = new LinkedHashMap<>();

  LiveOutputs(Map<String, TableGate> tables, List<View> views, List<IndexGate> indexes) {
    this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    views.forEach(view -> this.views.put(view.name(), view));
    indexes.forEach(index -> this.indexes.put(index.name(), index));
  }

  Map<String, TableGate> tables() {
    return tables;
  }

  Map<String, View> views() {
    return Collections.unmodifiableMap(views);
  }

  TableGate table(String name) {
    return found(tables, name, "table");
  }

  View view(String name) {
    return found(views, name, "view");
  }

  IndexGate index(String name) {
    return found(indexes, name, "index");
  }

  private static <T> T found(Map<String, T> map, String name, String kind) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + kind + " is named " + name);
    }
    return value;
  }

  /** All is as it was when the circuit began. */
  void begin(long time) {
    tables.values().forEach(table -> table.publish(time));
    indexes.values().forEach(index -> index.publish(time));
  }

  /** Makes all that was stepped visible. */
  void publish(long time) {
    tables.values().forEach(table -> table.publish(time));
    indexes.values().forEach(index -> index.publish(time));
    views.values().forEach(view -> view.publish(time));
  }

  /** Lets go of the tables and indexes. Another circuit may have the views. */
  void retire() {
    tables.values().forEach(TableGate::close);
    indexes.values().forEach(IndexGate::close);
  }
}

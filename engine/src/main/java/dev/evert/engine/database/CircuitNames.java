package dev.evert.engine.database;

/** What the circuit calls tables and views: by their ids, since names are given anew. */
final class CircuitNames {
  private CircuitNames() {}

  static String of(Entry entry) {
    return switch (entry) {
      case Entry.Table table -> "table " + table.id();
      case Entry.Late late -> "late " + late.table().id();
      case Entry.View view -> "view " + view.id();
      case Entry.Index index -> "index " + index.id();
      case Entry.Function function -> "function " + function.id();
    };
  }
}

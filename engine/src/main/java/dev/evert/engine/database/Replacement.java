package dev.evert.engine.database;

import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.util.List;

/**
 * Puts a function in the place of another: exactly the views that call it, and what is derived from
 * those, become new ones that are to be filled again.
 */
final class Replacement {
  private final long position;
  private int number;

  /**
   * A replacement.
   *
   * @param position of the definition
   */
  Replacement(long position) {
    this.position = position;
  }

  Catalog of(Catalog catalog, Entry.Function function) {
    List<String> dependents = catalog.dependents(function.name());
    Catalog replaced = catalog.replacing(function);
    for (String name : dependents) {
      replaced = replaced.replacing(again(replaced, replaced.find(name).orElseThrow()));
    }
    return replaced;
  }

  private Entry again(Catalog catalog, Entry entry) {
    long id = Ids.of(position, ++number);
    return switch (entry) {
      case Entry.View view -> {
        CompiledView compiled =
            new SqlCompiler().compile(view.compiled().sql(), view.columns(), catalog.names());
        yield new Entry.View(
            id, view.name(), view.materialized(), view.columns(), view.options(), compiled);
      }
      case Entry.Index index -> new Entry.Index(id, index.name(), index.on(), index.columns());
      case Entry.Table _, Entry.Late _, Entry.Function _ -> entry;
    };
  }
}

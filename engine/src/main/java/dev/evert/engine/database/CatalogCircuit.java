package dev.evert.engine.database;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.sql.ViewOptions;
import dev.evert.sql.eventtime.RowTimes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what is in a catalog into a circuit. */
final class CatalogCircuit {
  private final Catalog catalog;
  private final CircuitBuilder builder = new CircuitBuilder();
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, RowTimes> times = new HashMap<>();

  private CatalogCircuit(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A circuit of all tables of the catalog, and some of its views and indexes.
   *
   * @param kept the ids of what is kept by it beside the tables
   */
  static CircuitBuilder of(Catalog catalog, Set<Long> kept) {
    CatalogCircuit plan = new CatalogCircuit(catalog);
    catalog.tables().forEach(plan::addTable);
    plan.keep(catalog.entries().stream().filter(entry -> kept.contains(entry.id())).toList());
    return plan.builder;
  }

  /** A circuit of some views and indexes, and the tables that they are derived from. */
  static CircuitBuilder ofOnly(Catalog catalog, Collection<? extends Entry> kept) {
    CatalogCircuit plan = new CatalogCircuit(catalog);
    plan.keep(kept);
    return plan.builder;
  }

  /** The tables that some views or indexes are derived from. */
  static Set<Entry.Table> tablesOf(Catalog catalog, Collection<? extends Entry> derived) {
    Set<Entry.Table> tables = new LinkedHashSet<>();
    for (Entry entry : derived) {
      if (entry instanceof Entry.Table table) {
        tables.add(table);
      } else {
        List<Entry> read = entry.reads().stream().map(n -> catalog.find(n).orElseThrow()).toList();
        tables.addAll(tablesOf(catalog, read));
      }
    }
    return tables;
  }

  private void addTable(Entry.Table table) {
    node(table);
    if (table.definition().watermark().isPresent()) {
      Entry.Late late = new Entry.Late(table);
      builder.output(CircuitNames.of(late), node(late), late.schema());
    }
  }

  private void keep(Collection<? extends Entry> kept) {
    for (Entry entry : kept) {
      switch (entry) {
        case Entry.View view -> builder.output(CircuitNames.of(view), node(view), view.schema());
        case Entry.Index index -> {
          Entry.Relation on = catalog.relation(index.on());
          builder.index(CircuitNames.of(index), node(on), on.schema().types(), index.columns());
        }
        case Entry.Table _, Entry.Late _, Entry.Function _ -> {}
      }
    }
  }

  private Node node(Entry.Relation relation) {
    Node known = nodes.get(relation.name());
    if (known == null) {
      known =
          switch (relation) {
            case Entry.Table table -> table(table);
            case Entry.Late late -> builder.late(table(late.table()));
            case Entry.View view -> view(view);
          };
      nodes.put(relation.name(), known);
    }
    return known;
  }

  /**
   * The rows of a view that shows them later, or for a while, come or go when their time is past.
   */
  private Node view(Entry.View view) {
    Map<String, Node> inputs = inputs(view);
    if (view.options().equals(ViewOptions.DEFAULT)) {
      times.put(view.name(), view.compiled().times(inputs, times));
    }
    return view.compiled().build(builder, inputs, times, view.options());
  }

  private Node.Table table(Entry.Table table) {
    return builder.table(
        CircuitNames.of(table), table.schema(), table.definition().watermark().orElse(null));
  }

  private Map<String, Node> inputs(Entry.View view) {
    Map<String, Node> inputs = new HashMap<>();
    view.compiled().inputs().forEach(name -> inputs.put(name, node(catalog.relation(name))));
    return inputs;
  }
}

package dev.evert.sql.bind;

import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the names of the tables that a query reads, in {@code from} and in queries inside it. */
final class TableNames {
  private final Map<String, Integer> counts = new HashMap<>();

  private TableNames() {}

  /** The names without schemas, also of what the query itself defines. */
  static Set<String> of(Query query) {
    TableNames found = new TableNames();
    found.add(query);
    return found.counts.keySet();
  }

  /** How often a query names a table. */
  static int count(Query query, String name) {
    TableNames found = new TableNames();
    found.add(query);
    return found.counts.getOrDefault(name, 0);
  }

  private void add(Query query) {
    switch (query) {
      case Query.Select select -> add(select);
      case Query.Union union -> {
        add(union.left());
        add(union.right());
      }
      case Query.SetOperation operation -> {
        add(operation.left());
        add(operation.right());
      }
      case Query.Values values -> values.rows().forEach(row -> row.forEach(this::add));
      case Query.Ordered ordered -> add(ordered.query());
      case Query.With with -> {
        with.queries().forEach(named -> add(named.query()));
        add(with.body());
      }
    }
  }

  private void add(Query.Select select) {
    select.items().forEach(item -> add(item.expression()));
    add(select.where());
    add(select.having());
    TableSyntax from = select.from();
    if (from != null) {
      add(from);
    }
  }

  private void add(TableSyntax table) {
    switch (table) {
      case TableSyntax.Named named -> counts.merge(named.parts().getLast(), 1, Integer::sum);
      case TableSyntax.Derived derived -> add(derived.query());
      case TableSyntax.Functions functions -> functions.calls().forEach(this::add);
      case TableSyntax.TimeWindows windows -> add(windows.table());
      case TableSyntax.Aliased aliased -> add(aliased.table());
      case TableSyntax.AsofJoined joined -> {
        add(joined.left());
        add(joined.right());
        add(joined.on());
      }
      case TableSyntax.Joined joined -> {
        add(joined.left());
        add(joined.right());
        add(joined.on());
      }
    }
  }

  private void add(@Nullable Syntax syntax) {
    switch (syntax) {
      case null -> {}
      case Syntax.Subquery subquery -> add(subquery.query());
      case Syntax.Exists exists -> add(exists.query());
      case Syntax.ArrayQuery array -> add(array.query());
      case Syntax.InQuery in -> {
        add(in.operand());
        add(in.query());
      }
      case Syntax.QuantifiedQuery test -> {
        add(test.operand());
        add(test.query());
      }
      case Syntax other -> Operands.of(other).forEach(this::add);
    }
  }
}

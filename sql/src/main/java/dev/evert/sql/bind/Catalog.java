package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a query may name in {@code from}: the inputs, and the queries of {@code with} around it.
 *
 * @param outer the row around the query, if it is asked for each row
 */
record Catalog(
    Place place,
    Map<String, Schema> inputs,
    Map<String, NamedPlan> queries,
    @Nullable Outer outer) {

  Catalog(Place place, Map<String, Schema> inputs) {
    this(place, inputs, Map.of(), null);
  }

  /** For a query that is asked for each row of another one. */
  Catalog within(Outer around) {
    Map<String, NamedPlan> inner = new LinkedHashMap<>();
    queries.forEach((name, query) -> inner.put(name, query.within(around)));
    return new Catalog(place, inputs, inner, around);
  }

  /** With one more query, which hides what had its name. */
  Catalog with(String name, Plan query) {
    Map<String, NamedPlan> more = new LinkedHashMap<>(queries);
    more.put(name, new NamedPlan(query, List.of()));
    return new Catalog(place, inputs, more, outer);
  }

  /** The types by name that columns of the inputs have, beyond those that are built in. */
  Map<String, Type> declaredTypes() {
    Map<String, Type> types = new HashMap<>();
    inputs.values().forEach(schema -> schema.types().forEach(type -> declare(type, types)));
    inputs.forEach((name, schema) -> types.putIfAbsent(name, rowOf(name, schema)));
    return types;
  }

  /** A table's name is that of its rows too. */
  private static Type.Row rowOf(String name, Schema schema) {
    return new Type.Row(
        name, schema.columns().stream().map(c -> new Type.Field(c.name(), c.type())).toList());
  }

  private static void declare(Type type, Map<String, Type> types) {
    switch (type) {
      case Type.Enumeration labels -> types.put(labels.name(), labels);
      case Type.Domain domain -> {
        types.put(domain.name(), domain);
        declare(domain.of(), types);
      }
      case Type.Other other -> types.put(other.name(), other);
      case Type.Array(Type element) -> declare(element, types);
      case Type.Row row -> {
        types.put(row.name(), row);
        row.types().forEach(field -> declare(field, types));
      }
      case Type.Simple _, Type.Numeric _, Type.Text _, Type.Char _ -> {}
    }
  }

  /** The rows that the name stands for. */
  Tables resolve(TableSyntax.Named named) {
    String name = String.join(".", named.parts());
    String last = named.parts().getLast();
    NamedPlan query = named.parts().size() == 1 ? queries.get(name) : null;
    if (query != null) {
      return Tables.of(query.resolved(), new Relation(name, List.of()));
    }
    boolean known = inputs.containsKey(name);
    String input = known ? name : ofPublic(named).orElseGet(() -> bySuffix(name));
    Schema schema = input == null ? null : inputs.get(input);
    if (input == null || schema == null) {
      throw unknown(named, name, last);
    }
    List<String> key = schema.keyColumns().stream().map(column -> column.name()).toList();
    return Tables.of(new Plan.Scan(input, schema), new Relation(name, key));
  }

  /** Names without a schema are those of the schema that is called public. */
  private Optional<String> ofPublic(TableSyntax.Named named) {
    boolean inPublic = named.parts().size() == 2 && named.parts().getFirst().equals("public");
    String last = named.parts().getLast();
    return inPublic && inputs.containsKey(last) ? Optional.of(last) : Optional.empty();
  }

  /** The only input whose name ends so, after its schema. */
  private @Nullable String bySuffix(String name) {
    List<String> found =
        inputs.keySet().stream().filter(input -> input.endsWith("." + name)).toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private RuntimeException unknown(TableSyntax.Named named, String name, String last) {
    List<String> names = new ArrayList<>(queries.keySet());
    names.addAll(inputs.keySet());
    return place.error(
        named.span(),
        ErrorCode.SQL_NAME,
        "table \"" + name + "\" does not exist",
        Suggestion.of(last, names));
  }
}

package dev.evert.sql.bind;

import dev.evert.sql.expression.Function;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operators and functions that exist, by their SQL names. */
final class Catalogue {
  private static final Map<String, List<Function>> FUNCTIONS = load();

  private Catalogue() {}

  /** All functions or operators of this name. */
  static List<Function> named(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  /** All functions and operators. */
  static Collection<List<Function>> all() {
    return Collections.unmodifiableCollection(FUNCTIONS.values());
  }

  private static Map<String, List<Function>> load() {
    Map<String, List<Function>> functions = new LinkedHashMap<>();
    Stream.of(
            NumberFunctions.LISTS,
            MathFunctions.LISTS,
            TextFunctions.LISTS,
            ByteFunctions.LISTS,
            RegexFunctions.LISTS,
            DateFunctions.LISTS,
            TimeWindowFunctions.LISTS,
            JsonFunctions.LISTS,
            SearchFunctions.LISTS)
        .flatMap(List::stream)
        .flatMap(FunctionList::functions)
        .forEach(f -> functions.computeIfAbsent(f.name(), _ -> new ArrayList<>()).add(f));
    return functions;
  }
}

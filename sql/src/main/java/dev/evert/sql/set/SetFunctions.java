package dev.evert.sql.set;

import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that give rows, by their SQL names. */
public final class SetFunctions {
  private static final Map<String, List<SetFunction>> FUNCTIONS = load();

  private SetFunctions() {}

  /** Whether there is any of the name. */
  public static boolean isKnown(String name) {
    return FUNCTIONS.containsKey(name) || ofArrays(name);
  }

  private static boolean ofArrays(String name) {
    return name.equals("unnest") || name.equals("generate_subscripts");
  }

  /** Those of the name that can be meant with a first argument of a type. */
  public static List<SetFunction> named(String name, Type first) {
    if (!ofArrays(name)) {
      return FUNCTIONS.getOrDefault(name, List.of());
    }
    if (!(first.base() instanceof Type.Array array)) {
      return List.of();
    }
    return name.equals("unnest") ? List.of(ArrayRows.unnest(array)) : ArrayRows.subscripts(array);
  }

  private static Map<String, List<SetFunction>> load() {
    Map<String, List<SetFunction>> all = new LinkedHashMap<>();
    List<SetFunction> functions = new ArrayList<>(Series.functions());
    functions.addAll(JsonRows.functions());
    functions.addAll(TextRows.functions());
    functions.addAll(RegexRows.functions());
    functions.forEach(f -> all.computeIfAbsent(f.name(), _ -> new ArrayList<>()).add(f));
    return all;
  }
}

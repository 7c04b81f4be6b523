package dev.evert.sql.function;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The functions that queries may call beside those that are built in. */
public final class UserFunctions {
  /** None. */
  public static final UserFunctions NONE = new UserFunctions(Map.of());

  private final Map<String, UserFunction> functions;

  private UserFunctions(Map<String, UserFunction> functions) {
    this.functions = functions;
  }

  /** These, each with a name of its own. */
  public static UserFunctions of(Collection<UserFunction> functions) {
    Map<String, UserFunction> byName = new LinkedHashMap<>();
    functions.forEach(function -> byName.put(function.name(), function));
    return new UserFunctions(byName);
  }

  /** The function of a name. */
  public Optional<UserFunction> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }
}

package dev.evert.sql.bind;

import java.util.List;
import java.util.stream.Stream;

/**
 * Functions of arrays of any type that one class has the code of, written as in {@link
 * FunctionList}. The methods are given a single element as an array of just that, and after the
 * arguments the type of the elements.
 */
record PolymorphicList(Class<?> owner, String lines) {

  /**
   * One of them.
   *
   * @param parameters names of types, with a question mark where the argument may be null
   * @param result the name of a type, with a question mark if it may be null
   */
  record Entry(String name, Class<?> owner, String method, List<String> parameters, String result) {
    Entry {
      parameters = List.copyOf(parameters);
    }

    /** Whether arguments may turn into the type that others have. */
    boolean compatible() {
      return parameters.stream().anyMatch(name -> name.startsWith("anycompatible"));
    }

    /** Whether the parameter is an array of the type. */
    boolean isArray(int place) {
      return parameters.get(place).startsWith("any") && parameters.get(place).contains("array");
    }

    /** Whether the parameter is a value of the type. */
    boolean isElement(int place) {
      return parameters.get(place).startsWith("any") && !isArray(place);
    }
  }

  Stream<Entry> entries() {
    return lines.lines().map(this::parse);
  }

  private Entry parse(String line) {
    int name = line.indexOf(' ');
    int open = line.indexOf('(', name);
    int close = line.lastIndexOf(')');
    return new Entry(
        line.substring(0, name),
        owner,
        line.substring(name + 1, open),
        List.of(line.substring(open + 1, close).split(", ")),
        line.substring(close + 2));
  }
}

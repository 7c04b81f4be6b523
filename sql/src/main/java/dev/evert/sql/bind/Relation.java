package dev.evert.sql.bind;

import java.util.List;

/** An entry of {@code from}; each is equal only to itself, whatever its name. */
final class Relation {
  private final String name;
  private final List<String> key;
  private final boolean scalar;

  /**
   * An entry.
   *
   * @param name that its columns may be qualified with; empty if it has none
   * @param key the names of the columns of its primary key; empty if it has none
   */
  Relation(String name, List<String> key) {
    this(name, key, false);
  }

  /**
   * An entry.
   *
   * @param scalar whether it is a function that gives values, not rows: its name is the value's
   */
  Relation(String name, List<String> key, boolean scalar) {
    this.name = name;
    this.key = List.copyOf(key);
    this.scalar = scalar;
  }

  boolean scalar() {
    return scalar;
  }

  String name() {
    return name;
  }

  List<String> key() {
    return key;
  }
}

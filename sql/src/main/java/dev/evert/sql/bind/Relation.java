package dev.evert.sql.bind;

import java.util.List;

/** An entry of {@code from}; each is equal only to itself, whatever its name. */
final class Relation {
  private final String name;
  private final List<String> key;

  /**
   * An entry.
   *
   * @param name that its columns may be qualified with; empty if it has none
   * @param key the names of the columns of its primary key; empty if it has none
   */
  Relation(String name, List<String> key) {
    this.name = name;
    this.key = List.copyOf(key);
  }

  String name() {
    return name;
  }

  List<String> key() {
    return key;
  }
}

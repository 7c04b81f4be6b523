package dev.evert.sql.syntax;

import java.util.List;

/**
 * A type as written, e.g. {@code numeric(10,2)[]}.
 *
 * @param name in lower case unless quoted, words joined by blanks, e.g. {@code double precision}
 * @param modifiers the numbers in parentheses
 * @param array whether brackets follow
 */
public record TypeName(String name, List<Integer> modifiers, boolean array, Span span) {
  public TypeName {
    modifiers = List.copyOf(modifiers);
  }

  /** As it would be written again. */
  @Override
  public String toString() {
    String numbers =
        modifiers.isEmpty()
            ? ""
            : "(" + String.join(",", modifiers.stream().map(String::valueOf).toList()) + ")";
    return name + numbers + (array ? "[]" : "");
  }
}

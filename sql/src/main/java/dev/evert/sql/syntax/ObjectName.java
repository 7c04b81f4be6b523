package dev.evert.sql.syntax;

import java.util.List;

/**
 * The name of a table, view or index as written, perhaps with its schema before it.
 *
 * @param parts in lower case unless quoted
 */
public record ObjectName(List<String> parts, Span span) {
  private static final String DEFAULT_SCHEMA = "public";

  public ObjectName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name without parts");
    }
  }

  /** The name that it is kept by: what is in the schema {@code public} has none before it. */
  public String text() {
    boolean isDefault = parts.size() == 2 && parts.getFirst().equals(DEFAULT_SCHEMA);
    return isDefault ? parts.getLast() : String.join(".", parts);
  }
}

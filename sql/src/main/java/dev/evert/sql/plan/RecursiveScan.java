package dev.evert.sql.plan;

import java.util.List;
import java.util.Objects;

/** Inside of a {@link Recursion}'s step: the rows that are there. */
public record RecursiveScan(String name, List<Field> fields) implements Plan {
  public RecursiveScan {
    Objects.requireNonNull(name);
    fields = List.copyOf(fields);
  }

  @Override
  public List<Plan> inputs() {
    return List.of();
  }
}

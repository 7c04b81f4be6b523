package dev.evert.sql.plan;

import java.util.List;
import java.util.Objects;

/**
 * Inside of a {@link Recursion}'s bodies: the rows that one of them gave before.
 *
 * @param index which body
 */
public record RecursiveScan(String name, int index, List<Field> fields) implements Plan {
  public RecursiveScan {
    Objects.requireNonNull(name);
    fields = List.copyOf(fields);
  }

  /** Whether a plan reads rows of a recursion around it, its subplans apart. */
  public static boolean in(Plan plan, String recursion) {
    return (plan instanceof RecursiveScan scan && scan.name().equals(recursion))
        || plan.inputs().stream().anyMatch(input -> in(input, recursion));
  }

  @Override
  public List<Plan> inputs() {
    return List.of();
  }
}

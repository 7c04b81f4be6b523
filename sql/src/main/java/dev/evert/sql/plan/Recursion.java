package dev.evert.sql.plan;

import dev.evert.sql.syntax.Span;
import java.util.List;
import java.util.Objects;

/**
 * {@code with recursive}: the rows of the base, and what the step makes of rows that are there, of
 * those again, and so on.
 *
 * @param name tells it apart from others in the query; its {@link RecursiveScan}s have it too
 * @param step reads what is there by {@link RecursiveScan}
 * @param all whether equal rows are kept apart, and go through the step each
 * @param span where the step stands in the query
 */
public record Recursion(String name, Plan base, Plan step, boolean all, Span span) implements Plan {
  /** How often the step may follow on itself; rows that go further are errors. */
  public static final int MAX_ITERATIONS = 10_000;

  public Recursion {
    Objects.requireNonNull(name);
    if (base.width() != step.width()) {
      throw new IllegalArgumentException(base.width() + " columns, then " + step.width());
    }
  }

  /** The columns of rows that begin with those of a plan. */
  public static List<Field> fields(Plan base) {
    return base.fields().stream().map(f -> new Field(f.name(), f.type(), true)).toList();
  }

  @Override
  public List<Field> fields() {
    return fields(base);
  }

  @Override
  public List<Plan> inputs() {
    return List.of(base, step);
  }
}

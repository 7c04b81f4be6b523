package dev.evert.sql.circuit;

import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;

/** The shapes of the rows that plans give. */
final class Shapes {
  private Shapes() {}

  static RowShape of(Plan plan) {
    return new RowShape(
        plan.fields().stream().map(Field::type).toList(),
        plan.fields().stream().map(Field::nullable).toList());
  }
}

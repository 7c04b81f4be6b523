package dev.evert.sql.circuit;

import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import java.util.List;

/** The shapes of the rows that plans give. */
final class Shapes {
  private Shapes() {}

  static RowShape of(Plan plan) {
    return of(plan.fields());
  }

  static RowShape of(List<Field> fields) {
    return new RowShape(
        fields.stream().map(Field::type).toList(), fields.stream().map(Field::nullable).toList());
  }
}

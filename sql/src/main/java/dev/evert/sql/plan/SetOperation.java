package dev.evert.sql.plan;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

/** What two sets of rows have in common, or one has beyond the other. */
public record SetOperation(SetType type, boolean all, Plan left, Plan right) implements Plan {
  public SetOperation {
    Objects.requireNonNull(type);
    if (!types(left).equals(types(right))) {
      throw new IllegalArgumentException(types(left) + " " + type + " " + types(right));
    }
  }

  private static List<Type> types(Plan plan) {
    return plan.fields().stream().map(Field::type).toList();
  }

  @Override
  public List<Field> fields() {
    return left.fields();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }
}

package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of unknown type: a query whose column is a string in quotes or a null leaves open what it
 * is, for a union to decide; anywhere else it is text.
 */
final class Unknowns {
  private Unknowns() {}

  /** The plan with what is still of unknown type as text. */
  static Plan resolved(Plan plan, Coercion coercion) {
    boolean open = plan.fields().stream().map(Field::type).anyMatch(Types::isUnknown);
    if (!open) {
      return plan;
    }
    List<Type> types =
        plan.fields().stream()
            .map(field -> Types.isUnknown(field.type()) ? Type.Text.ANY : field.type())
            .toList();
    return converted(plan, types, coercion);
  }

  /** The plan with each column as one of the given type. */
  static Plan converted(Plan plan, List<Type> types, Coercion coercion) {
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      expressions.add(coercion.implicit(source(plan, i), types.get(i), new Span(0, 0)));
    }
    if (plan instanceof Plan.Project project) {
      return project(project, types, expressions);
    }
    boolean same = expressions.equals(plan.columns());
    return same ? plan : new Plan.Project(plan, expressions, names(plan));
  }

  /** What a projection computes is converted before it, where it is still seen to be a constant. */
  private static Plan project(Plan.Project plan, List<Type> types, List<Expression> converted) {
    List<Expression> expressions = new ArrayList<>(plan.expressions());
    for (int i = 0; i < types.size(); i++) {
      if (!plan.fields().get(i).type().equals(types.get(i))) {
        expressions.set(i, converted.get(i));
      }
    }
    return new Plan.Project(plan.input(), expressions, plan.names());
  }

  private static Expression source(Plan plan, int column) {
    return plan instanceof Plan.Project project
        ? project.expressions().get(column)
        : plan.column(column);
  }

  private static List<String> names(Plan plan) {
    return plan.fields().stream().map(Field::name).toList();
  }
}

package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.WindowSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window whose expressions are bound.
 *
 * @param frame as written, or null
 */
record WindowSpec(
    List<Expression> partition, List<Plan.Sort> order, WindowSyntax.@Nullable Frame frame) {
  WindowSpec {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
  }
}

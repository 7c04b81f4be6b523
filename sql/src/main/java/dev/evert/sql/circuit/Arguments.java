package dev.evert.sql.circuit;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Argument;
import dev.evert.sql.generate.SortField;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import java.util.List;

/** What the function of a measure is given. Nothing is kept twice that the bytes have once. */
final class Arguments {
  private Arguments() {}

  static Argument of(Measure measure) {
    return switch (measure.function()) {
      case OrderedFunction _ -> ordered(measure);
      case AggregateFunction.Distinct(AggregateFunction of) when of instanceof OrderedFunction ->
          ordered(measure);
      case AggregateFunction.Distinct _ -> distinct(measure);
      case AggregateFunction _ -> new Argument.Values(measure.arguments(), measure.condition());
    };
  }

  /** Where values sort by their bytes as they are to, they need no sort key. */
  private static Argument ordered(Measure measure) {
    List<Expression> values = measure.arguments();
    List<Plan.Sort> order = measure.order();
    boolean sorted = order.size() <= values.size() && areFields(order);
    for (int i = 0; i < order.size() && sorted; i++) {
      sorted = order.get(i).expression().equals(values.get(i));
    }
    List<SortField> fields = sorted ? List.of() : order.stream().map(Arguments::field).toList();
    return new Argument.Entry(fields, values, measure.condition());
  }

  /** Where the sort key is the arguments' fields it stands for them; a count needs none. */
  private static Argument distinct(Measure measure) {
    List<Plan.Sort> order = measure.order();
    boolean same =
        measure.function().isCount()
            || (areFields(order)
                && order.stream().map(Plan.Sort::expression).toList().equals(measure.arguments()));
    List<SortField> fields = order.stream().map(Arguments::field).toList();
    return new Argument.Entry(fields, same ? List.of() : measure.arguments(), measure.condition());
  }

  private static boolean areFields(List<Plan.Sort> order) {
    return order.stream()
        .allMatch(sort ->
            !sort.descending()
                && !sort.nullsFirst()
                && KeyFormat.isExact(sort.expression().type())
                && !(sort.expression().type().base() instanceof Type.Enumeration));
  }

  private static SortField field(Plan.Sort sort) {
    return new SortField(sort.expression(), sort.descending(), sort.nullsFirst());
  }
}

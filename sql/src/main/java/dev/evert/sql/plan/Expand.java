package dev.evert.sql.plan;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.set.SetCall;
import dev.evert.sql.set.SetFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * For each row, the rows that calls of functions give, beside each other and beside the row.
 *
 * @param ordinality whether they are numbered in a last column
 * @param outer whether a row for which there is none stays, with nulls
 */
public record Expand(Plan input, List<SetCall> calls, boolean ordinality, boolean outer)
    implements Plan {
  public Expand {
    Objects.requireNonNull(input);
    calls = List.copyOf(calls);
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("no call");
    }
    for (SetCall call : calls) {
      for (Expression argument : call.arguments()) {
        Columns.requireBelow(input.width(), argument);
      }
    }
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>(input.fields());
    for (SetCall call : calls) {
      for (SetFunction.Result column : call.function().columns()) {
        fields.add(new Field(column.name(), column.type(), true));
      }
    }
    if (ordinality) {
      fields.add(new Field("ordinality", Type.Simple.INT8, outer));
    }
    return fields;
  }

  /** The arguments of all calls, one after the other. */
  public List<Expression> arguments() {
    return calls.stream().flatMap(call -> call.arguments().stream()).toList();
  }

  /** The same calls of other arguments, over another input. */
  public Expand with(Plan other, List<Expression> arguments) {
    List<SetCall> replaced = new ArrayList<>();
    int at = 0;
    for (SetCall call : calls) {
      int end = at + call.arguments().size();
      replaced.add(call.with(arguments.subList(at, end)));
      at = end;
    }
    return new Expand(other, replaced, ordinality, outer);
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }
}

package dev.evert.sql.plan;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Each row with the session that it is in: {@code window_start} and {@code window_end}. Rows that
 * are equal in the partition's expressions belong to one session as long as no two that follow each
 * other are further apart than the gap.
 *
 * @param time a timestamp that is never null
 * @param gapMicros at least 0; a session ends so much after its last row
 */
public record Sessions(Plan input, List<Expression> partition, Expression time, long gapMicros)
    implements Plan {
  public Sessions {
    partition = List.copyOf(partition);
    partition.forEach(expression -> Columns.requireBelow(input.width(), expression));
    Columns.requireBelow(input.width(), time);
    Type type = time.type().base();
    if (type != Type.Simple.TIMESTAMP && type != Type.Simple.TIMESTAMPTZ) {
      throw new IllegalArgumentException("sessions by a " + type.sql());
    }
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>(input.fields());
    fields.add(new Field("window_start", time.type().base(), false));
    fields.add(new Field("window_end", time.type().base(), false));
    return fields;
  }

  /** The sessions of another input, with a rule applied to each expression. */
  public Sessions map(Plan other, UnaryOperator<Expression> rule) {
    return new Sessions(other, partition.stream().map(rule).toList(), rule.apply(time), gapMicros);
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }
}

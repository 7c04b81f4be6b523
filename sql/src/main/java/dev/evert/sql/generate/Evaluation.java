package dev.evert.sql.generate;

import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowWriter;
import dev.evert.sql.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions that read no column. */
public final class Evaluation {
  private static final RowShape NO_COLUMNS = new RowShape(List.of(), List.of());

  private Evaluation() {}

  /**
   * The value as an encoded field, or null for SQL's null.
   *
   * @throws dev.evert.spi.error.EvertException if the expression fails
   */
  public static byte @Nullable [] constant(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return literal.field();
    }
    RowWriter out = new RowWriter();
    Compilation.row(NO_COLUMNS, List.of(expression)).apply(new byte[0], 0, 0, out);
    return out.buffer()[0] == RowFormat.PRESENT ? out.toBytes() : null;
  }
}

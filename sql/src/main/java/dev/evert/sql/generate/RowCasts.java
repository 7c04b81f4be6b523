package dev.evert.sql.generate;

import dev.evert.dataflow.RowFunction;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.runtime.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Casts of rows, field by field. */
public final class RowCasts {
  private RowCasts() {}

  /** A cast of rows of as many fields, with the code for them. */
  public static final class Of {
    private final RowFunction code;

    Of(Type.Row from, Type.Row to) {
      List<Expression> fields = new ArrayList<>();
      for (int i = 0; i < to.fields().size(); i++) {
        Expression field = new Expression.Column(i, from.types().get(i), true);
        fields.add(new Expression.Cast(field, to.types().get(i)));
      }
      List<Boolean> nullable = Collections.nCopies(fields.size(), true);
      code = Compilation.row(new RowShape(from.types(), nullable), fields);
    }
  }

  /** The row with each field cast: what is inside is a row of its own. */
  public static Slice cast(Slice row, Of fields) {
    RowWriter out = new RowWriter();
    out.beginRow();
    fields.code.apply(row.bytes(), row.from() + 1, row.to(), out);
    return new Slice(out.buffer(), 0, out.size());
  }
}

package dev.evert.sql.generate;

import dev.evert.dataflow.RowFunction;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.runtime.Slice;
import java.util.List;

/** Casts of arrays, element by element. */
public final class ArrayCasts {
  private ArrayCasts() {}

  /** A cast of elements, with the code for one. */
  public static final class Of {
    private final Type from;
    private final RowFunction code;

    Of(Type from, Type to) {
      this.from = from;
      Expression element = new Expression.Column(0, from, false);
      code =
          Compilation.row(
              new RowShape(List.of(from), List.of(false)),
              List.of(new Expression.Cast(element, to)));
    }
  }

  /** The array with each element cast. */
  public static Slice cast(Slice array, Of elements) {
    RowReader reader = new RowReader().set(array.bytes(), array.from(), array.to());
    RowWriter out = new RowWriter();
    out.beginArray();
    reader.beginArray();
    while (!reader.atArrayEnd()) {
      if (reader.isPresent()) {
        int from = reader.offset();
        reader.skip(elements.from);
        elements.code.apply(array.bytes(), from, reader.offset(), out);
      } else {
        reader.skipAbsent();
        out.putNull();
      }
    }
    int[] shape = reader.endArray();
    int[] lengths = new int[shape.length / 2];
    int[] lowers = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = shape[2 * i];
      lowers[i] = shape[2 * i + 1];
    }
    out.endArray(lengths, lowers);
    return new Slice(out.buffer(), 0, out.size());
  }
}

package dev.evert.sql.set;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.stream.Stream;

/** Functions that give a row for each element of an array. */
final class ArrayRows {
  private ArrayRows() {}

  /** {@code unnest} of arrays of a type. */
  static SetFunction unnest(Type.Array array) {
    Type element = array.element();
    return new SetFunction(
        "unnest",
        List.of(array),
        List.of(new SetFunction.Result("unnest", element, false)),
        (in, out) -> elements(element, in, out));
  }

  private static void elements(Type element, RowReader in, SetRows out) {
    byte[] bytes = in.bytes();
    in.beginArray();
    while (!in.atArrayEnd()) {
      int from = in.offset();
      in.skip(element);
      out.writer().putEncoded(bytes, from, in.offset() - from);
      out.end();
    }
  }

  /** {@code generate_subscripts} of arrays of a type. */
  static List<SetFunction> subscripts(Type.Array array) {
    Type int4 = Type.Simple.INT4;
    return Stream.of(List.of(array, int4), List.<Type>of(array, int4, Type.Simple.BOOLEAN))
        .map(parameters ->
            new SetFunction(
                "generate_subscripts",
                parameters,
                List.of(new SetFunction.Result("generate_subscripts", int4, false)),
                (in, out) -> subscripts(array.element(), parameters.size() == 3, in, out)))
        .toList();
  }

  private static void subscripts(Type element, boolean asks, RowReader in, SetRows out) {
    in.beginArray();
    while (!in.atArrayEnd()) {
      in.skip(element);
    }
    int[] shape = in.endArray();
    int dimension = in.readInt4();
    boolean backwards = asks && in.readBoolean();
    if (dimension < 1 || 2 * dimension > shape.length) {
      return;
    }
    int count = shape[2 * dimension - 2];
    int first = shape[2 * dimension - 1];
    for (int i = 0; i < count; i++) {
      out.writer().putInt4(backwards ? first + count - 1 - i : first + i);
      out.end();
    }
  }
}

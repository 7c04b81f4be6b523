package dev.evert.dataflow.aggregate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.Arrays;

/** Gives arrays of one shape as an array of one more dimension. */
final class NestedArrayAccumulator extends OrderedAccumulator {
  private static final int MAX_DIMENSIONS = 6;

  private final Type element;

  NestedArrayAccumulator(Type element) {
    this.element = element;
  }

  @Override
  void write(OrderedValues values, RowWriter out) {
    int[] shape = {};
    long arrays = 0;
    out.beginArray();
    do {
      RowReader array = values.arguments();
      if (!array.isPresent()) {
        throw failure("cannot accumulate null arrays");
      }
      array.beginArray();
      int from = array.offset();
      int to = skipElements(array);
      int[] own = array.endArray();
      if (arrays == 0) {
        shape = requireRoom(own);
      } else if (!Arrays.equals(shape, own)) {
        throw failure("cannot accumulate arrays of different dimensionality");
      }
      for (long i = 0; i < values.weight(); i++) {
        requireRoom(out, to - from);
        out.putEncoded(array.bytes(), from, to - from);
      }
      arrays += values.weight();
    } while (values.next());
    end(shape, Math.toIntExact(arrays), out);
  }

  private int skipElements(RowReader array) {
    int to = array.offset();
    while (!array.atArrayEnd()) {
      array.skip(element);
      to = array.offset();
    }
    return to;
  }

  private static int[] requireRoom(int[] shape) {
    if (shape.length == 0) {
      throw failure("cannot accumulate empty arrays");
    }
    if (shape.length / 2 >= MAX_DIMENSIONS) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "number of array dimensions exceeds the maximum allowed (" + MAX_DIMENSIONS + ")");
    }
    return shape;
  }

  private static void end(int[] shape, int arrays, RowWriter out) {
    int[] lengths = new int[shape.length / 2 + 1];
    int[] bounds = new int[lengths.length];
    lengths[0] = arrays;
    bounds[0] = 1;
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] = shape[2 * i - 2];
      bounds[i] = shape[2 * i - 1];
    }
    out.endArray(lengths, bounds);
  }

  private static EvertException failure(String message) {
    return new EvertException(ErrorCode.INVALID_ARGUMENT, message);
  }
}

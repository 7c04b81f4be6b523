package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.Arrays;

/** Arrays in JSON: those of several dimensions are arrays of arrays. */
final class JsonArrays {
  private static final int MAX_DIMENSIONS = 6;

  private JsonArrays() {}

  static void write(Type element, RowReader in, JsonWriter out) {
    int[] shape = shape(element, in);
    if (!usualBounds(shape)) {
      StringBuilder text = new StringBuilder();
      ArrayText.format(element, in, text);
      out.string(text.toString());
      return;
    }
    in.beginArray();
    if (shape.length == 0) {
      out.beginArray().endArray();
    } else {
      writeLevel(element, shape, 0, in, out);
    }
    in.endArray();
  }

  /** The shape comes after the elements. */
  private static int[] shape(Type element, RowReader in) {
    RowReader ahead = new RowReader().set(in.bytes(), in.offset(), in.bytes().length);
    ahead.beginArray();
    while (!ahead.atArrayEnd()) {
      ahead.skip(element);
    }
    return ahead.endArray();
  }

  private static boolean usualBounds(int[] shape) {
    boolean usual = true;
    for (int i = 1; i < shape.length; i += 2) {
      usual &= shape[i] == 1;
    }
    return usual;
  }

  private static void writeLevel(
      Type element, int[] shape, int level, RowReader in, JsonWriter out) {
    boolean leaf = 2 * level == shape.length - 2;
    out.beginArray();
    for (int i = 0; i < shape[2 * level]; i++) {
      if (leaf) {
        JsonValues.write(element, in, out);
      } else {
        writeLevel(element, shape, level + 1, in, out);
      }
    }
    out.endArray();
  }

  static void read(Type element, JsonReader in, byte[] json, RowWriter out) {
    if (in.peek() == JsonReader.Kind.STRING) {
      TextFormat.parse(new Type.Array(element), in.readString(), out);
      return;
    }
    int[] lengths = new int[MAX_DIMENSIONS];
    Arrays.fill(lengths, -1);
    out.beginArray();
    int from = out.size();
    int dimensions = readLevel(element, 0, lengths, in, json, out);
    int[] found = out.size() == from ? new int[0] : Arrays.copyOf(lengths, dimensions);
    int[] lower = new int[found.length];
    Arrays.fill(lower, 1);
    out.endArray(found, lower);
  }

  private static int readLevel(
      Type element, int level, int[] lengths, JsonReader in, byte[] json, RowWriter out) {
    if (level == MAX_DIMENSIONS) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, "an array has at most " + MAX_DIMENSIONS + " dimensions");
    }
    boolean opaque = element.base() == Type.Simple.JSON || element.base() == Type.Simple.JSONB;
    int count = 0;
    int deepest = 0;
    in.beginArray();
    while (in.nextElement()) {
      int depth = level + 1;
      if (in.peek() == JsonReader.Kind.ARRAY && !opaque) {
        depth = readLevel(element, level + 1, lengths, in, json, out);
      } else {
        JsonValues.read(element, in, json, out);
      }
      if (deepest != 0 && deepest != depth) {
        throw irregular();
      }
      deepest = depth;
      count++;
    }
    if (lengths[level] >= 0 && lengths[level] != count) {
      throw irregular();
    }
    lengths[level] = count;
    return Math.max(deepest, level + 1);
  }

  private static EvertException irregular() {
    return new EvertException(
        ErrorCode.INVALID_TEXT,
        "multidimensional arrays must have sub-arrays with matching dimensions");
  }
}

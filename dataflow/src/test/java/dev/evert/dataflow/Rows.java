package dev.evert.dataflow;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as lists of Java values, for tests. */
final class Rows {
  /** What stands for a field that has no value of its own. */
  enum Mark {
    /** The source did not send it. */
    UNCHANGED
  }

  private Rows() {}

  static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  static void put(RowWriter out, @Nullable Object value) {
    switch (value) {
      case null -> out.putNull();
      case Long number -> out.putInt8(number);
      case Integer number -> out.putInt4(number);
      case Double number -> out.putFloat8(number);
      case Float number -> out.putFloat4(number);
      case Boolean flag -> out.putBoolean(flag);
      case String text -> out.putText(text);
      case Decimal number -> out.putNumeric(number);
      case Mark.UNCHANGED -> out.putUnchanged();
      case Object other -> throw new IllegalArgumentException(other.toString());
    }
  }

  static byte[] encode(List<@Nullable Object> row) {
    RowWriter out = new RowWriter();
    row.forEach(value -> put(out, value));
    return out.toBytes();
  }

  static List<@Nullable Object> decode(List<Type> types, byte[] bytes, int from, int to) {
    RowReader reader = new RowReader().set(bytes, from, to);
    List<@Nullable Object> row = new ArrayList<>();
    for (Type type : types) {
      row.add(read(type, reader));
    }
    if (!reader.atEnd()) {
      throw new IllegalArgumentException("a row is longer than its schema");
    }
    return row;
  }

  static @Nullable Object read(Type type, RowReader reader) {
    if (!reader.isPresent()) {
      if (reader.atEnd() || reader.isUnchanged()) {
        throw new IllegalArgumentException("a row is not whole");
      }
      reader.skipAbsent();
      return null;
    }
    return switch (type) {
      case Type.Simple.INT8 -> reader.readInt8();
      case Type.Simple.INT4 -> reader.readInt4();
      case Type.Simple.FLOAT8 -> reader.readFloat8();
      case Type.Simple.FLOAT4 -> reader.readFloat4();
      case Type.Simple.BOOLEAN -> reader.readBoolean();
      case Type.Numeric _ -> reader.readNumeric();
      case Type.Text _ -> reader.readText();
      case Type.Array(Type element) -> elements(element, reader);
      case Type other -> throw new IllegalArgumentException(other.sql());
    };
  }

  private static List<@Nullable Object> elements(Type element, RowReader reader) {
    List<@Nullable Object> elements = new ArrayList<>();
    reader.beginArray();
    while (!reader.atArrayEnd()) {
      elements.add(read(element, reader));
    }
    int[] shape = reader.endArray();
    if (shape.length > 0 && shape[0] != elements.size()) {
      throw new IllegalArgumentException(elements.size() + " elements instead of " + shape[0]);
    }
    return elements;
  }
}

package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array taken apart.
 *
 * @param type of the elements
 * @param lengths of the dimensions; none if the array is empty
 * @param lowers the first subscript of each dimension
 * @param elements as encoded fields, null for SQL's null, the last dimension running fastest
 */
record ArrayValue(Type type, int[] lengths, int[] lowers, List<byte @Nullable []> elements) {
  /** More elements PostgreSQL does not allow either. */
  private static final int MAX_ELEMENTS = 134_217_727;

  /** An array of one dimension that starts at 1. */
  static ArrayValue of(Type type, List<byte @Nullable []> elements) {
    return elements.isEmpty()
        ? new ArrayValue(type, new int[0], new int[0], elements)
        : new ArrayValue(type, new int[] {elements.size()}, new int[] {1}, elements);
  }

  /** The array of an encoded field. */
  static ArrayValue read(Slice array, Type type) {
    RowReader reader = new RowReader().set(array.bytes(), array.from(), array.to());
    List<byte @Nullable []> elements = new ArrayList<>();
    reader.beginArray();
    while (!reader.atArrayEnd()) {
      if (reader.isPresent()) {
        int from = reader.offset();
        reader.skip(type);
        elements.add(Arrays.copyOfRange(array.bytes(), from, reader.offset()));
      } else {
        reader.skipAbsent();
        elements.add(null);
      }
    }
    int[] shape = reader.endArray();
    int[] lengths = new int[shape.length / 2];
    int[] lowers = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = shape[2 * i];
      lowers[i] = shape[2 * i + 1];
    }
    return new ArrayValue(type, lengths, lowers, elements);
  }

  /** As an encoded field. */
  Slice encode() {
    RowWriter out = new RowWriter();
    out.beginArray();
    for (byte[] element : elements) {
      if (element == null) {
        out.putNull();
      } else {
        out.putEncoded(element, 0, element.length);
      }
    }
    out.endArray(lengths, lowers);
    return new Slice(out.buffer(), 0, out.size());
  }

  int dimensions() {
    return lengths.length;
  }

  boolean isEmpty() {
    return elements.isEmpty();
  }

  /** The same elements in one dimension from 1 on. */
  ArrayValue with(List<byte @Nullable []> changed) {
    return of(type, changed);
  }

  /** The same shape with other elements. */
  ArrayValue replaced(List<byte @Nullable []> changed) {
    return new ArrayValue(type, lengths, lowers, changed);
  }

  /** What equal elements, and only they, have in common; null for null. */
  byte @Nullable [] key(byte @Nullable [] element) {
    if (element == null) {
      return null;
    }
    RowWriter out = new RowWriter();
    KeyFormat.copy(type, new RowReader().set(element), out);
    return out.toBytes();
  }

  /** The order of two elements that are not null. */
  int compare(byte[] left, byte[] right) {
    if (type.base() instanceof Type.Enumeration labels) {
      return Compares.labels(label(left), label(right), labels);
    }
    return Arrays.compareUnsigned(key(left), key(right));
  }

  private static Slice label(byte[] field) {
    return Slice.of(new RowReader().set(field).readText());
  }

  /** The number of elements of an array with these dimensions. */
  static int count(int[] lengths) {
    long count = lengths.length == 0 ? 0 : 1;
    for (int length : lengths) {
      count *= length;
      if (count > MAX_ELEMENTS) {
        throw new EvertException(
            ErrorCode.LIMIT_EXCEEDED,
            "array size exceeds the maximum allowed (" + MAX_ELEMENTS + ")");
      }
    }
    return (int) count;
  }

  static EvertException badSubscript(String message) {
    return new EvertException(ErrorCode.NO_SUCH_ELEMENT, message);
  }
}

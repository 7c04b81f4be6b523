package dev.evert.sql.runtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.ArrayElements.Of;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dimensions of arrays, and arrays put together from others. */
public final class ArrayShapes {
  static final int MAX_DIMENSIONS = 6;

  private ArrayShapes() {}

  /** The number of dimensions; null of an empty array. */
  public static @Nullable Integer ndims(Slice array, Of elements) {
    int dimensions = ArrayValue.read(array, elements.type()).dimensions();
    return dimensions == 0 ? null : dimensions;
  }

  /** The dimensions as text, like {@code [1:2][1:3]}; null of an empty array. */
  public static @Nullable Slice dims(Slice array, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.dimensions(); i++) {
      int lower = value.lowers()[i];
      out.append('[').append(lower).append(':').append(lower + value.lengths()[i] - 1).append(']');
    }
    return out.isEmpty() ? null : Slice.of(out.toString());
  }

  /** The length of a dimension; null if there is none. */
  public static @Nullable Integer length(Slice array, int dimension, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    return has(value, dimension) ? value.lengths()[dimension - 1] : null;
  }

  /** The first subscript of a dimension; null if there is none. */
  public static @Nullable Integer lower(Slice array, int dimension, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    return has(value, dimension) ? value.lowers()[dimension - 1] : null;
  }

  /** The last subscript of a dimension; null if there is none. */
  public static @Nullable Integer upper(Slice array, int dimension, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    return has(value, dimension)
        ? value.lowers()[dimension - 1] + value.lengths()[dimension - 1] - 1
        : null;
  }

  private static boolean has(ArrayValue value, int dimension) {
    return dimension >= 1 && dimension <= value.dimensions();
  }

  /** The number of elements in all dimensions. */
  public static int cardinality(Slice array, Of elements) {
    return ArrayValue.read(array, elements.type()).elements().size();
  }

  /** An array, null as an empty one, with one element more at its end. */
  public static Slice append(@Nullable Slice array, Slice single, Of elements) {
    return grown(array, single, elements, true);
  }

  /** An array, null as an empty one, with one element more at its start. */
  public static Slice prepend(Slice single, @Nullable Slice array, Of elements) {
    return grown(array, single, elements, false);
  }

  private static Slice grown(@Nullable Slice array, Slice single, Of elements, boolean atEnd) {
    if (array == null) {
      return single;
    }
    ArrayValue value = ArrayValue.read(array, elements.type());
    if (value.isEmpty()) {
      return single;
    }
    if (value.dimensions() > 1) {
      throw TextLimit.data("argument must be empty or one-dimensional array");
    }
    List<byte @Nullable []> all = new ArrayList<>(value.elements());
    byte[] added = ArrayValue.read(single, elements.type()).elements().getFirst();
    all.add(atEnd ? all.size() : 0, added);
    return new ArrayValue(value.type(), new int[] {all.size()}, value.lowers(), all).encode();
  }

  /** Two arrays one after the other; a null one does not count. */
  public static @Nullable Slice cat(@Nullable Slice left, @Nullable Slice right, Of elements) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    ArrayValue one = ArrayValue.read(left, elements.type());
    ArrayValue other = ArrayValue.read(right, elements.type());
    if (one.isEmpty()) {
      return right;
    }
    return other.isEmpty() ? left : joined(one, other).encode();
  }

  /** Arrays of as many dimensions, or one of which could be an element of the other. */
  private static ArrayValue joined(ArrayValue one, ArrayValue other) {
    int difference = one.dimensions() - other.dimensions();
    int[] lengths = (difference >= 0 ? one : other).lengths().clone();
    int[] lowers = (difference >= 0 ? one : other).lowers().clone();
    boolean fits =
        switch (difference) {
          case 0 -> tailsEqual(one.lengths(), 1, other.lengths(), 1);
          case 1 -> tailsEqual(one.lengths(), 1, other.lengths(), 0);
          case -1 -> tailsEqual(one.lengths(), 0, other.lengths(), 1);
          default -> false;
        };
    if (!fits) {
      throw ArrayValue.badSubscript("cannot concatenate incompatible arrays");
    }
    lengths[0] += difference == 0 ? other.lengths()[0] : 1;
    List<byte @Nullable []> all = new ArrayList<>(one.elements());
    all.addAll(other.elements());
    ArrayValue.count(lengths);
    return new ArrayValue(one.type(), lengths, lowers, all);
  }

  private static boolean tailsEqual(int[] left, int fromLeft, int[] right, int fromRight) {
    return Arrays.equals(left, fromLeft, left.length, right, fromRight, right.length);
  }

  /** The array as the bytes of its field, for {@link #nested}. */
  public static Slice encoded(Slice array) {
    return array;
  }

  /** The array whose elements are arrays, given as bytes. */
  public static Slice nested(Slice arrays, Of elements) {
    List<byte @Nullable []> all = new ArrayList<>();
    int[] inner = new int[0];
    int[] lowers = new int[0];
    int count = 0;
    boolean sawEmpty = false;
    for (byte[] field : ArrayValue.read(arrays, Type.Simple.BYTEA).elements()) {
      ArrayValue value =
          field == null
              ? ArrayValue.of(elements.type(), List.of())
              : ArrayValue.read(Fields.readString(field, 0, field.length), elements.type());
      if (value.isEmpty()) {
        sawEmpty = true;
        continue;
      }
      if (count == 0) {
        inner = value.lengths();
        lowers = value.lowers();
      }
      if (!Arrays.equals(inner, value.lengths()) || !Arrays.equals(lowers, value.lowers())) {
        throw mismatch();
      }
      all.addAll(value.elements());
      count++;
    }
    if (count == 0) {
      return ArrayValue.of(elements.type(), List.of()).encode();
    }
    if (sawEmpty) {
      throw mismatch();
    }
    return new ArrayValue(elements.type(), before(count, inner), before(1, lowers), all).encode();
  }

  private static int[] before(int first, int[] rest) {
    if (rest.length == MAX_DIMENSIONS) {
      throw TextLimit.limit("an array has at most " + MAX_DIMENSIONS + " dimensions");
    }
    int[] all = new int[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static RuntimeException mismatch() {
    return ArrayValue.badSubscript(
        "multidimensional arrays must have array expressions with matching dimensions");
  }
}

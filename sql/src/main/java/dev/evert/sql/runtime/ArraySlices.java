package dev.evert.sql.runtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.ArrayElements.Of;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts of arrays that are arrays, arrays filled with one value, and those in another order. */
public final class ArraySlices {
  private ArraySlices() {}

  /**
   * How a slice is written.
   *
   * @param type of the elements
   * @param open the bounds that are left out: lower bounds at even places, upper ones at odd
   */
  public record Bounds(Type type, Set<Integer> open) {
    public Bounds {
      open = Set.copyOf(open);
    }
  }

  /** The elements within bounds, a pair for each dimension; null if a bound is. */
  public static @Nullable Slice slice(Slice array, Slice bounds, Bounds written) {
    ArrayValue value = ArrayValue.read(array, written.type);
    List<byte @Nullable []> given = ArrayValue.read(bounds, Type.Simple.INT4).elements();
    int dimensions = value.dimensions();
    int[] from = new int[dimensions];
    int[] lengths = value.lengths().clone();
    boolean empty = given.size() / 2 > dimensions;
    for (int i = 0; i < given.size(); i++) {
      byte[] field = given.get(i);
      if (written.open.contains(i)) {
        continue;
      }
      if (field == null) {
        return null;
      }
      if (i / 2 < dimensions) {
        narrow(value, i, Fields.readInt(field, 0), from, lengths);
      }
    }
    for (int length : lengths) {
      empty |= length <= 0;
    }
    return empty ? value.with(List.of()).encode() : part(value, from, lengths).encode();
  }

  private static void narrow(ArrayValue value, int place, int bound, int[] from, int[] lengths) {
    int dimension = place / 2;
    long index = (long) bound - value.lowers()[dimension];
    if (place % 2 == 0) {
      long first = Math.clamp(index, 0, value.lengths()[dimension]);
      from[dimension] = (int) first;
      lengths[dimension] -= (int) first;
    } else {
      long end = Math.clamp(index + 1, 0, value.lengths()[dimension]);
      lengths[dimension] = (int) (end - from[dimension]);
    }
  }

  private static ArrayValue part(ArrayValue value, int[] from, int[] lengths) {
    List<byte @Nullable []> elements = new ArrayList<>();
    int[] at = new int[lengths.length];
    for (int left = ArrayValue.count(lengths); left > 0; left--) {
      int place = 0;
      for (int i = 0; i < at.length; i++) {
        place = place * value.lengths()[i] + from[i] + at[i];
      }
      elements.add(value.elements().get(place));
      for (int i = at.length - 1; i >= 0 && ++at[i] == lengths[i]; i--) {
        at[i] = 0;
      }
    }
    return new ArrayValue(value.type(), lengths, ones(lengths.length), elements);
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** An array of these lengths with one value at each place. */
  public static Slice fill(Slice single, Slice lengths, Of elements) {
    int[] dimensions = dimensions(lengths);
    return filled(single, dimensions, ones(dimensions.length), elements);
  }

  /** The same, with the first subscript of each dimension. */
  public static Slice fill(Slice single, Slice lengths, Slice lowers, Of elements) {
    int[] dimensions = dimensions(lengths);
    int[] first = dimensions(lowers);
    if (first.length != dimensions.length) {
      throw ArrayValue.badSubscript("wrong number of array subscripts");
    }
    return filled(single, dimensions, first, elements);
  }

  private static int[] dimensions(Slice array) {
    ArrayValue value = ArrayValue.read(array, Type.Simple.INT4);
    if (value.dimensions() > 1) {
      throw ArrayValue.badSubscript("dimension array must be one dimensional");
    }
    int[] numbers = new int[value.elements().size()];
    if (numbers.length > ArrayShapes.MAX_DIMENSIONS) {
      throw TextLimit.limit("an array has at most " + ArrayShapes.MAX_DIMENSIONS + " dimensions");
    }
    for (int i = 0; i < numbers.length; i++) {
      byte[] field = value.elements().get(i);
      if (field == null) {
        throw TextLimit.nullArgument("dimension values cannot be null");
      }
      numbers[i] = Fields.readInt(field, 0);
    }
    return numbers;
  }

  private static Slice filled(Slice single, int[] lengths, int[] lowers, Of elements) {
    boolean empty = lengths.length == 0;
    for (int length : lengths) {
      if (length < 0) {
        throw TextLimit.limit("array size must not be negative: " + length);
      }
      empty |= length == 0;
    }
    ArrayValue value = ArrayValue.read(single, elements.type());
    if (empty) {
      return value.with(List.of()).encode();
    }
    int count = ArrayValue.count(lengths);
    TextLimit.check((long) count * single.size());
    List<byte @Nullable []> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(value.elements().getFirst());
    }
    return new ArrayValue(elements.type(), lengths, lowers, all).encode();
  }

  /** Without so many elements of the first dimension at its end. */
  public static Slice trim(Slice array, int count, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    int length = value.isEmpty() ? 0 : value.lengths()[0];
    if (count < 0 || count > length) {
      throw ArrayValue.badSubscript("number of elements to trim must be between 0 and " + length);
    }
    if (count == length) {
      return value.with(List.of()).encode();
    }
    int[] lengths = value.lengths().clone();
    lengths[0] -= count;
    return part(value, new int[lengths.length], lengths).encode();
  }

  /** The first dimension from its last element to its first. */
  public static Slice reverse(Slice array, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    if (value.isEmpty()) {
      return array;
    }
    return value.replaced(rows(value).reversed().stream().flatMap(List::stream).toList()).encode();
  }

  /** The elements of the first dimension, which are many where there are more dimensions. */
  static List<List<byte @Nullable []>> rows(ArrayValue value) {
    int size = value.elements().size() / value.lengths()[0];
    List<List<byte @Nullable []>> rows = new ArrayList<>();
    for (int i = 0; i < value.lengths()[0]; i++) {
      rows.add(value.elements().subList(i * size, (i + 1) * size));
    }
    return rows;
  }
}

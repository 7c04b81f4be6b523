package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.ArrayElements.Of;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Elements found in arrays, replaced, taken out and sorted. A null equals only a null here. */
public final class ArraySearch {
  private ArraySearch() {}

  /** The first subscript of a value; null if it is not there. */
  public static @Nullable Integer position(@Nullable Slice array, Slice single, Of elements) {
    return array == null ? null : position(array, single, Integer.MIN_VALUE, elements);
  }

  /** The first subscript of a value, from one on; null if it is not there. */
  public static @Nullable Integer position(
      @Nullable Slice array, Slice single, @Nullable Integer start, Of elements) {
    if (array == null) {
      return null;
    }
    if (start == null) {
      throw TextLimit.nullArgument("initial position must not be null");
    }
    for (int found : found(array, single, elements, "searching for elements in")) {
      if (found >= start) {
        return found;
      }
    }
    return null;
  }

  /** All subscripts of a value. */
  public static @Nullable Slice positions(@Nullable Slice array, Slice single, Of elements) {
    if (array == null) {
      return null;
    }
    List<byte @Nullable []> positions = new ArrayList<>();
    for (int found : found(array, single, elements, "searching for elements in")) {
      RowWriter out = new RowWriter();
      out.putInt4(found);
      positions.add(out.toBytes());
    }
    return ArrayValue.of(Type.Simple.INT4, positions).encode();
  }

  private static List<Integer> found(Slice array, Slice single, Of elements, String doing) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    requireOneDimension(value, doing);
    byte[] wanted = key(single, elements);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < value.elements().size(); i++) {
      if (Arrays.equals(value.key(value.elements().get(i)), wanted)) {
        found.add(value.lowers()[0] + i);
      }
    }
    return found;
  }

  private static void requireOneDimension(ArrayValue value, String doing) {
    if (value.dimensions() > 1) {
      throw new EvertException(
          ErrorCode.SQL_UNSUPPORTED, doing + " multidimensional arrays is not supported");
    }
  }

  private static byte @Nullable [] key(Slice single, Of elements) {
    ArrayValue value = ArrayValue.read(single, elements.type());
    return value.key(value.elements().getFirst());
  }

  /** Without all elements that equal the value. */
  public static @Nullable Slice remove(@Nullable Slice array, Slice single, Of elements) {
    if (array == null) {
      return null;
    }
    ArrayValue value = ArrayValue.read(array, elements.type());
    requireOneDimension(value, "removing elements from");
    byte[] unwanted = key(single, elements);
    List<byte @Nullable []> left = new ArrayList<>();
    for (byte[] element : value.elements()) {
      if (!Arrays.equals(value.key(element), unwanted)) {
        left.add(element);
      }
    }
    boolean same = left.size() == value.elements().size();
    if (same || left.isEmpty()) {
      return same ? array : value.with(left).encode();
    }
    return new ArrayValue(value.type(), new int[] {left.size()}, value.lowers(), left).encode();
  }

  /** With another value for all elements that equal the one. */
  public static @Nullable Slice replace(
      @Nullable Slice array, Slice single, Slice replacement, Of elements) {
    if (array == null) {
      return null;
    }
    ArrayValue value = ArrayValue.read(array, elements.type());
    byte[] unwanted = key(single, elements);
    byte[] instead = ArrayValue.read(replacement, elements.type()).elements().getFirst();
    List<byte @Nullable []> changed = new ArrayList<>();
    for (byte[] element : value.elements()) {
      changed.add(Arrays.equals(value.key(element), unwanted) ? instead : element);
    }
    return value.replaced(changed).encode();
  }

  /** Whether each element of the second array is in the first; nulls are in none. */
  public static boolean contains(Slice whole, Slice part, Of elements) {
    Set<ByteBuffer> there = keys(whole, elements);
    ArrayValue wanted = ArrayValue.read(part, elements.type());
    for (byte[] element : wanted.elements()) {
      byte[] key = wanted.key(element);
      if (key == null || !there.contains(ByteBuffer.wrap(key))) {
        return false;
      }
    }
    return true;
  }

  /** Whether each element of the first array is in the second. */
  public static boolean contained(Slice part, Slice whole, Of elements) {
    return contains(whole, part, elements);
  }

  /** Whether an element is in both arrays; nulls do not count. */
  public static boolean overlap(Slice left, Slice right, Of elements) {
    Set<ByteBuffer> there = keys(left, elements);
    there.retainAll(keys(right, elements));
    return !there.isEmpty();
  }

  private static Set<ByteBuffer> keys(Slice array, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    Set<ByteBuffer> keys = new HashSet<>();
    for (byte[] element : value.elements()) {
      byte[] key = value.key(element);
      if (key != null) {
        keys.add(ByteBuffer.wrap(key));
      }
    }
    return keys;
  }

  /** The first dimension in rising order, nulls last. */
  public static Slice sort(Slice array, Of elements) {
    return sort(array, false, false, elements);
  }

  /** The first dimension in order, nulls at the end where the largest are. */
  public static Slice sort(Slice array, boolean descending, Of elements) {
    return sort(array, descending, descending, elements);
  }

  /** The first dimension in order; elements of more dimensions are compared as arrays are. */
  public static Slice sort(Slice array, boolean descending, boolean nullsFirst, Of elements) {
    ArrayValue value = ArrayValue.read(array, elements.type());
    if (value.isEmpty() || value.lengths()[0] < 2) {
      return array;
    }
    boolean flat = value.dimensions() == 1;
    Comparator<byte[]> plain = value::compare;
    Comparator<byte[]> order = descending ? plain.reversed() : plain;
    Comparator<List<byte @Nullable []>> rows =
        flat
            ? (left, right) -> compare(left.getFirst(), right.getFirst(), order, nullsFirst)
            : (left, right) -> compareRows(left, right, plain, descending);
    List<List<byte @Nullable []>> sorted = new ArrayList<>(ArraySlices.rows(value));
    sorted.sort(rows);
    return value.replaced(sorted.stream().flatMap(List::stream).toList()).encode();
  }

  /** Inside an array a null is larger than all else. */
  private static int compareRows(
      List<byte @Nullable []> left,
      List<byte @Nullable []> right,
      Comparator<byte[]> order,
      boolean descending) {
    for (int i = 0; i < left.size(); i++) {
      int difference = compare(left.get(i), right.get(i), order, false);
      if (difference != 0) {
        return descending ? -difference : difference;
      }
    }
    return 0;
  }

  private static int compare(
      byte @Nullable [] left,
      byte @Nullable [] right,
      Comparator<byte[]> order,
      boolean nullsFirst) {
    if (left == null || right == null) {
      int nulls = Boolean.compare(left == null, right == null);
      return nullsFirst ? -nulls : nulls;
    }
    return order.compare(left, right);
  }

  /** How many of the thresholds, which rise, are not above the operand. */
  public static int bucket(Slice single, Slice thresholds, Of elements) {
    ArrayValue value = ArrayValue.read(thresholds, elements.type());
    if (value.dimensions() > 1) {
      throw ArrayValue.badSubscript("thresholds must be one-dimensional array");
    }
    if (value.elements().stream().anyMatch(element -> element == null)) {
      throw TextLimit.nullArgument("thresholds array must not contain NULLs");
    }
    byte[] operand = ArrayValue.read(single, elements.type()).elements().getFirst();
    int low = 0;
    int high = value.elements().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] threshold = value.elements().get(middle);
      if (operand != null && threshold != null && value.compare(operand, threshold) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}

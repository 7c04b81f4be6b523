package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements out of arrays by their subscripts, one for each dimension: null where there is
 * none. The methods differ in the form of what they give.
 */
public final class ArrayElements {
  private ArrayElements() {}

  /** The type of an array's elements. */
  public record Of(Type type) {}

  /** The name of the method for elements of a form. */
  public static String method(Form form) {
    return "of" + form.name().charAt(0) + form.name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** A boolean. */
  public static @Nullable Boolean ofBoolean(Slice array, Slice subscripts, Of elements) {
    return (Boolean) find(array, subscripts, elements);
  }

  /** An int2. */
  public static @Nullable Short ofShort(Slice array, Slice subscripts, Of elements) {
    return (Short) find(array, subscripts, elements);
  }

  /** An int4 or date. */
  public static @Nullable Integer ofInt(Slice array, Slice subscripts, Of elements) {
    return (Integer) find(array, subscripts, elements);
  }

  /** An int8, time or timestamp. */
  public static @Nullable Long ofLong(Slice array, Slice subscripts, Of elements) {
    return (Long) find(array, subscripts, elements);
  }

  /** A float4. */
  public static @Nullable Float ofFloat(Slice array, Slice subscripts, Of elements) {
    return (Float) find(array, subscripts, elements);
  }

  /** A float8. */
  public static @Nullable Double ofDouble(Slice array, Slice subscripts, Of elements) {
    return (Double) find(array, subscripts, elements);
  }

  /** A numeric. */
  public static @Nullable Decimal ofDecimal(Slice array, Slice subscripts, Of elements) {
    return (Decimal) find(array, subscripts, elements);
  }

  /** An interval. */
  public static @Nullable IntervalValue ofInterval(Slice array, Slice subscripts, Of elements) {
    return (IntervalValue) find(array, subscripts, elements);
  }

  /** A uuid. */
  public static @Nullable UUID ofUuid(Slice array, Slice subscripts, Of elements) {
    return (UUID) find(array, subscripts, elements);
  }

  /** A time with its zone. */
  public static RowReader.@Nullable TimeTz ofTimetz(Slice array, Slice subscripts, Of elements) {
    return (RowReader.TimeTz) find(array, subscripts, elements);
  }

  /** A string. */
  public static @Nullable Slice ofString(Slice array, Slice subscripts, Of elements) {
    return (Slice) find(array, subscripts, elements);
  }

  /** A row. */
  public static @Nullable Slice ofEncoded(Slice array, Slice subscripts, Of elements) {
    return (Slice) find(array, subscripts, elements);
  }

  private static @Nullable Object find(Slice array, Slice subscripts, Of elements) {
    int place = place(shape(array, elements.type), subscripts);
    if (place < 0) {
      return null;
    }
    RowReader reader = reader(array);
    for (int i = 0; i < place; i++) {
      skip(reader, elements.type);
    }
    if (!reader.isPresent()) {
      return null;
    }
    int start = reader.offset();
    reader.skip(elements.type);
    byte[] field = new Slice(array.bytes(), start, reader.offset()).toBytes();
    return Literals.value(elements.type, field);
  }

  /** A place in a frame, which has to be one. */
  public static int nthPlace(int place) {
    if (place < 1) {
      throw TextLimit.invalid("argument of nth_value must be greater than zero");
    }
    return place;
  }

  private static RowReader reader(Slice array) {
    RowReader reader = new RowReader().set(array.bytes(), array.from(), array.to());
    reader.beginArray();
    return reader;
  }

  private static void skip(RowReader reader, Type type) {
    if (reader.isPresent()) {
      reader.skip(type);
    } else {
      reader.skipAbsent();
    }
  }

  /** Pairs of length and lower bound, one for each dimension. */
  private static int[] shape(Slice array, Type type) {
    RowReader reader = reader(array);
    while (!reader.atArrayEnd()) {
      skip(reader, type);
    }
    return reader.endArray();
  }

  /** Which of the elements, counted from 0 as they are stored, or -1 if there is none. */
  private static int place(int[] shape, Slice subscripts) {
    RowReader reader = reader(subscripts);
    int place = 0;
    for (int i = 0; i < shape.length; i += 2) {
      if (reader.atArrayEnd() || !reader.isPresent()) {
        return -1;
      }
      long index = (long) reader.readInt4() - shape[i + 1];
      if (index < 0 || index >= shape[i]) {
        return -1;
      }
      place = place * shape[i] + (int) index;
    }
    return shape.length > 0 && reader.atArrayEnd() ? place : -1;
  }
}

package dev.evert.sql.runtime;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value with the elements of an array.
 *
 * @param comparison of the value with an element
 * @param all whether it has to hold for all elements, not just for one
 * @param type of the value and of the elements, without modifiers
 */
public record ArrayTest(Comparison comparison, boolean all, Type type) {

  /** Whether the test holds for the one element of {@code single}; null if that is not known. */
  public static @Nullable Boolean test(Slice single, Slice array, ArrayTest test) {
    RowReader value = reader(single);
    boolean known = value.isPresent();
    byte[] key = known ? test.key(value) : new byte[0];
    RowReader elements = reader(array);
    boolean sawNull = false;
    while (!elements.atArrayEnd()) {
      if (!elements.isPresent()) {
        elements.skipAbsent();
        sawNull = true;
      } else if (!known) {
        elements.skip(test.type);
        sawNull = true;
      } else if (test.holds(key, test.key(elements)) != test.all) {
        return !test.all;
      }
    }
    return sawNull ? null : Boolean.valueOf(test.all);
  }

  private static RowReader reader(Slice array) {
    RowReader reader = new RowReader().set(array.bytes(), array.from(), array.to());
    reader.beginArray();
    return reader;
  }

  private byte[] key(RowReader from) {
    RowWriter out = new RowWriter();
    KeyFormat.copy(type, from, out);
    return out.toBytes();
  }

  private boolean holds(byte[] value, byte[] element) {
    int order = order(value, element);
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private int order(byte[] value, byte[] element) {
    if (!comparison.isEquality() && type instanceof Type.Enumeration labels) {
      return Compares.labels(text(value), text(element), labels);
    }
    if (!comparison.isEquality() && type == Type.Simple.JSONB) {
      return Compares.jsonb(text(value), text(element));
    }
    return Arrays.compareUnsigned(value, element);
  }

  private static Slice text(byte[] field) {
    return Slice.of(new RowReader().set(field).readText());
  }
}

package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.ArrayElements.Of;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays written as one text with a separator, and read from such. */
public final class ArrayTexts {
  private ArrayTexts() {}

  /** The elements as text with the separator between them; nulls are left out. */
  public static Slice join(Slice array, Slice separator, Of elements) {
    return join(array, separator, (Slice) null, elements);
  }

  /** The same, with a text for nulls. */
  public static @Nullable Slice joinOrNull(
      @Nullable Slice array, @Nullable Slice separator, @Nullable Slice forNull, Of elements) {
    return array == null || separator == null ? null : join(array, separator, forNull, elements);
  }

  private static Slice join(Slice array, Slice separator, @Nullable Slice forNull, Of elements) {
    ByteOutput out = new ByteOutput(array.size());
    boolean first = true;
    for (byte[] element : ArrayValue.read(array, elements.type()).elements()) {
      Slice text = element == null ? forNull : text(element, elements.type());
      if (text == null) {
        continue;
      }
      if (!first) {
        out.put(separator);
      }
      first = false;
      out.put(text);
    }
    return out.toSlice();
  }

  /** A value as it is printed. */
  static Slice text(byte[] field, Type type) {
    StringBuilder out = new StringBuilder();
    TextFormat.format(type, new RowReader().set(field), out);
    return Slice.of(out.toString());
  }

  /** The parts of a text between separators; without a separator its characters. */
  public static @Nullable Slice split(@Nullable Slice text, @Nullable Slice separator) {
    return split(text, separator, null);
  }

  /** The same, where the parts that equal a text are null. */
  public static @Nullable Slice split(
      @Nullable Slice text, @Nullable Slice separator, @Nullable Slice forNull) {
    if (text == null) {
      return null;
    }
    List<byte @Nullable []> fields = new ArrayList<>();
    for (Slice part : parts(text, separator)) {
      fields.add(part.equals(forNull) ? null : field(part));
    }
    return ArrayValue.of(Type.Text.ANY, fields).encode();
  }

  private static List<Slice> parts(Slice text, @Nullable Slice separator) {
    List<Slice> parts = new ArrayList<>();
    if (text.size() == 0) {
      return parts;
    }
    if (separator == null) {
      for (int at = 0; at < text.size(); at = Texts.next(text, at)) {
        parts.add(text.part(at, Texts.next(text, at)));
      }
      return parts;
    }
    int from = 0;
    int at = separator.size() == 0 ? -1 : text.indexOf(separator, 0);
    while (at >= 0) {
      parts.add(text.part(from, at));
      from = at + separator.size();
      at = text.indexOf(separator, from);
    }
    parts.add(text.part(from, text.size()));
    return parts;
  }

  /** How many elements are true. */
  public static int count(Slice truths) {
    int count = 0;
    for (byte[] field : ArrayValue.read(truths, Type.Simple.BOOLEAN).elements()) {
      count += field != null && Fields.readBoolean(field, 0) ? 1 : 0;
    }
    return count;
  }

  /** A text as an encoded field. */
  static byte[] field(Slice text) {
    RowWriter out = new RowWriter();
    Puts.put(text, out);
    return out.toBytes();
  }

  /** The texts of an array of texts, null for null. */
  static List<@Nullable Slice> texts(Slice array) {
    List<@Nullable Slice> texts = new ArrayList<>();
    for (byte[] field : ArrayValue.read(array, Type.Text.ANY).elements()) {
      texts.add(field == null ? null : Fields.readString(field, 0, field.length));
    }
    return texts;
  }
}

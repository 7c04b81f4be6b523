package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonString;
import dev.evert.spi.type.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects and arrays of json, put together from names and values. */
public final class JsonBuilding {
  private JsonBuilding() {}

  /** The one element of an array as json; null for null. */
  public static @Nullable Slice value(Slice single, JsonMaking.Of type) {
    byte[] field = ArrayValue.read(single, type.type()).elements().getFirst();
    return field == null ? null : JsonMaking.element(single, type);
  }

  /** {@code json_build_array}: an array of json. */
  public static Slice buildArray(Slice values) {
    StringBuilder out = new StringBuilder("[");
    String before = "";
    for (Slice value : ArrayTexts.texts(values)) {
      out.append(before).append(value == null ? "null" : value.toString());
      before = ", ";
    }
    return Slice.of(out.append(']').toString());
  }

  /** {@code json_build_object}: names and json in turn. */
  public static Slice buildObject(Slice names, Slice values) {
    List<@Nullable Slice> keys = ArrayTexts.texts(names);
    List<@Nullable Slice> members = ArrayTexts.texts(values);
    StringBuilder out = new StringBuilder("{");
    String before = "";
    for (int i = 0; i < keys.size(); i++) {
      Slice key = keys.get(i);
      if (key == null) {
        throw TextLimit.nullArgument("null value not allowed for object key");
      }
      JsonString.append(key.toString(), out.append(before));
      Slice value = members.get(i);
      out.append(" : ").append(value == null ? "null" : value.toString());
      before = ", ";
    }
    return Slice.of(out.append('}').toString());
  }

  /** {@code json_array} of json, with or without what is null. */
  public static Slice elements(Slice values, boolean absent) {
    List<@Nullable Slice> all = ArrayTexts.texts(values);
    StringBuilder out = new StringBuilder("[");
    for (Slice value : all) {
      if (value != null || !absent) {
        out.append(out.length() > 1 ? ", " : "").append(value == null ? "null" : value.toString());
      }
    }
    return Slice.of(out.append(']').toString());
  }

  /** {@code json_object} of names and json, with or without what is null. */
  public static Slice members(Slice names, Slice values, boolean absent, boolean unique) {
    List<@Nullable Slice> keys = ArrayTexts.texts(names);
    List<@Nullable Slice> members = ArrayTexts.texts(values);
    Set<Slice> seen = new HashSet<>();
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < keys.size(); i++) {
      Slice key = keys.get(i);
      Slice value = members.get(i);
      if (key == null) {
        throw TextLimit.nullArgument("null value not allowed for object key");
      }
      if (unique && !seen.add(key)) {
        throw new EvertException(
            ErrorCode.JSON_DUPLICATE_KEY, "duplicate JSON object key value: " + key);
      }
      if (value != null || !absent) {
        JsonString.append(key.toString(), out.append(out.length() > 1 ? ", " : ""));
        out.append(" : ").append(value == null ? "null" : value.toString());
      }
    }
    return Slice.of(out.append('}').toString());
  }

  /** {@code json_object} of names and values in turn, or in pairs. */
  public static Slice object(Slice array) {
    ArrayValue value = ArrayValue.read(array, Type.Text.ANY);
    boolean pairs = value.dimensions() == 2 && value.lengths()[1] == 2;
    if (value.dimensions() == 2 && !pairs) {
      throw ArrayValue.badSubscript("array must have two columns");
    }
    if (value.dimensions() > 2) {
      throw ArrayValue.badSubscript("wrong number of array subscripts");
    }
    if (value.elements().size() % 2 != 0) {
      throw ArrayValue.badSubscript("array must have even number of elements");
    }
    StringBuilder out = new StringBuilder("{");
    List<@Nullable Slice> texts = ArrayTexts.texts(array);
    for (int i = 0; i < texts.size(); i += 2) {
      member(i == 0, texts.get(i), texts.get(i + 1), out);
    }
    return Slice.of(out.append('}').toString());
  }

  /** {@code json_object} of names and as many values. */
  public static Slice object(Slice names, Slice values) {
    List<@Nullable Slice> keys = ArrayTexts.texts(names);
    List<@Nullable Slice> members = ArrayTexts.texts(values);
    boolean flat =
        ArrayValue.read(names, Type.Text.ANY).dimensions() <= 1
            && ArrayValue.read(values, Type.Text.ANY).dimensions() <= 1;
    if (!flat || keys.size() != members.size()) {
      throw ArrayValue.badSubscript(
          flat ? "mismatched array dimensions" : "wrong number of array subscripts");
    }
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < keys.size(); i++) {
      member(i == 0, keys.get(i), members.get(i), out);
    }
    return Slice.of(out.append('}').toString());
  }

  private static void member(
      boolean first, @Nullable Slice name, @Nullable Slice value, StringBuilder out) {
    if (name == null) {
      throw TextLimit.nullArgument("null value not allowed for object key");
    }
    JsonString.append(name.toString(), out.append(first ? "" : ", "));
    out.append(" : ");
    if (value == null) {
      out.append("null");
    } else {
      JsonString.append(value.toString(), out);
    }
  }

  /** json as jsonb. */
  public static Slice jsonb(Slice json) {
    return Parsing.toString(json, Type.Simple.JSONB);
  }

  /** {@code jsonb_object}. */
  public static Slice jsonbObject(Slice array) {
    return jsonb(object(array));
  }

  /** {@code jsonb_object}. */
  public static Slice jsonbObject(Slice names, Slice values) {
    return jsonb(object(names, values));
  }
}

package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes parts out of json and jsonb. */
public final class JsonAccess {
  private JsonAccess() {}

  /** The member of an object, as json. */
  public static @Nullable Slice member(Slice json, Slice name) {
    return JsonScanner.of(json).member(name.toString());
  }

  /** The element of an array, counted from 0, or from the end if negative, as json. */
  public static @Nullable Slice element(Slice json, int index) {
    return JsonScanner.of(json).element(index);
  }

  /** The same of jsonb, where a value that is no object counts as an array of just that value. */
  public static @Nullable Slice elementOrSelf(Slice json, int index) {
    JsonScanner scanner = JsonScanner.of(json);
    if (scanner.isArray() || scanner.isObject()) {
      return scanner.element(index);
    }
    return index == 0 || index == -1 ? json : null;
  }

  /** What {@link #elementOrSelf} finds, as text. */
  public static @Nullable Slice elementOrSelfText(Slice json, int index) {
    return text(elementOrSelf(json, index));
  }

  /** The member of an object, as text. */
  public static @Nullable Slice memberText(Slice json, Slice name) {
    return text(member(json, name));
  }

  /** The element of an array, as text. */
  public static @Nullable Slice elementText(Slice json, int index) {
    return text(element(json, index));
  }

  /** What is found by members and elements one after the other, as json. */
  public static @Nullable Slice path(Slice json, Slice path) {
    @Nullable Slice found = json;
    for (String step : steps(path)) {
      if (step == null || found == null) {
        return null;
      }
      JsonScanner scanner = JsonScanner.of(found);
      if (scanner.isArray()) {
        Integer index = index(step);
        found = index == null ? null : scanner.element(index);
      } else {
        found = scanner.member(step);
      }
    }
    return found;
  }

  /** What is found by members and elements one after the other, as text. */
  public static @Nullable Slice pathText(Slice json, Slice path) {
    return text(path(json, path));
  }

  private static @Nullable Integer index(String step) {
    try {
      return Integer.valueOf(step.strip());
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static List<@Nullable String> steps(Slice array) {
    RowReader reader = new RowReader().set(array.bytes(), array.from(), array.to());
    List<@Nullable String> steps = new ArrayList<>();
    reader.beginArray();
    while (!reader.atArrayEnd()) {
      if (reader.isPresent()) {
        steps.add(reader.readText());
      } else {
        reader.skip(Type.Text.ANY);
        steps.add(null);
      }
    }
    return steps;
  }

  /** The number of elements. */
  public static int arrayLength(Slice json) {
    return JsonScanner.of(json).arrayLength();
  }

  /** What kind of value it is. */
  public static Slice kind(Slice json) {
    return Slice.of(JsonScanner.of(json).kind());
  }

  /** A string without its quotes, null for json's null, anything else as it is written. */
  private static @Nullable Slice text(@Nullable Slice json) {
    return json == null ? null : JsonScanner.of(json).text();
  }
}

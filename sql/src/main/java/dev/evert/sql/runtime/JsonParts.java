package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the parts of json values. */
public final class JsonParts {
  private JsonParts() {}

  /**
   * Visits the elements of an array.
   *
   * @throws EvertException INVALID_ARGUMENT if the value is none
   */
  public static void elements(Slice json, Consumer<Slice> visitor) {
    JsonScanner scanner = JsonScanner.of(json);
    if (!scanner.isArray()) {
      throw refused("cannot extract elements from a json " + scanner.kind());
    }
    scanner.forEachElement(visitor);
  }

  /**
   * Visits the members of an object.
   *
   * @throws EvertException INVALID_ARGUMENT if the value is none
   */
  public static void members(Slice json, BiConsumer<String, Slice> visitor) {
    JsonScanner scanner = JsonScanner.of(json);
    if (!scanner.isObject()) {
      throw refused("cannot extract members from a json " + scanner.kind());
    }
    scanner.forEachMember(visitor);
  }

  /** A string without its quotes, null for json's null, anything else as it is written. */
  public static @Nullable Slice text(Slice json) {
    return JsonScanner.of(json).text();
  }

  private static EvertException refused(String message) {
    return new EvertException(ErrorCode.INVALID_ARGUMENT, message);
  }
}

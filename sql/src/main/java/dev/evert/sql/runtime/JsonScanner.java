package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through one json value, known to be well formed, without building it. */
final class JsonScanner {
  private final Slice json;
  private int at;

  private JsonScanner(Slice json) {
    this.json = json;
    skipBlank();
  }

  static JsonScanner of(Slice json) {
    return new JsonScanner(json);
  }

  boolean isArray() {
    return peek() == '[';
  }

  boolean isObject() {
    return peek() == '{';
  }

  /** The value of a member; of several with the name the last. */
  @Nullable Slice member(String name) {
    if (peek() != '{') {
      return null;
    }
    @Nullable Slice found = null;
    at++;
    skipBlank();
    while (peek() != '}') {
      String key = string();
      skipBlank();
      at++;
      Slice value = value();
      if (key.equals(name)) {
        found = value;
      }
      next();
    }
    return found;
  }

  @Nullable Slice element(int index) {
    if (peek() != '[') {
      return null;
    }
    int start = at;
    int wanted = index >= 0 ? index : arrayLength() + index;
    at = start + 1;
    skipBlank();
    for (int i = 0; peek() != ']'; i++) {
      Slice value = value();
      if (i == wanted) {
        return value;
      }
      next();
    }
    return null;
  }

  /** Visits the elements of an array. */
  void forEachElement(Consumer<Slice> visitor) {
    at++;
    skipBlank();
    while (peek() != ']') {
      visitor.accept(value());
      next();
    }
  }

  /** Visits the members of an object. */
  void forEachMember(BiConsumer<String, Slice> visitor) {
    at++;
    skipBlank();
    while (peek() != '}') {
      String key = string();
      skipBlank();
      at++;
      visitor.accept(key, value());
      next();
    }
  }

  int arrayLength() {
    if (peek() != '[') {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT, "cannot get array length of a json " + kind());
    }
    int count = 0;
    at++;
    skipBlank();
    while (peek() != ']') {
      value();
      next();
      count++;
    }
    return count;
  }

  String kind() {
    return switch (peek()) {
      case '{' -> "object";
      case '[' -> "array";
      case '"' -> "string";
      case 't', 'f' -> "boolean";
      case 'n' -> "null";
      default -> "number";
    };
  }

  @Nullable Slice text() {
    return switch (peek()) {
      case '"' -> Slice.of(string());
      case 'n' -> null;
      default -> value();
    };
  }

  private void next() {
    skipBlank();
    if (peek() == ',') {
      at++;
      skipBlank();
    }
  }

  /** The value that is next, as it is written. */
  private Slice value() {
    skipBlank();
    int from = at;
    switch (peek()) {
      case '"' -> skipString();
      case '{', '[' -> skipNested();
      default -> skipWord();
    }
    return json.part(from, at);
  }

  private void skipNested() {
    int depth = 0;
    do {
      switch (peek()) {
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        case '"' -> skipString();
        default -> at++;
      }
    } while (depth > 0);
  }

  private void skipWord() {
    while (at < json.size() && ",]} \t\r\n".indexOf(peek()) < 0) {
      at++;
    }
  }

  private void skipString() {
    at++;
    while (peek() != '"') {
      at += peek() == '\\' ? 2 : 1;
    }
    at++;
  }

  private String string() {
    int from = at + 1;
    skipString();
    String raw = json.part(from, at - 1).toString();
    return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
  }

  /** What JSON can write and text can not hold is refused. */
  private static String unescaped(String raw) {
    String text = new JsonReader().set('"' + raw + '"').readString();
    if (text.indexOf('\0') >= 0) {
      throw new EvertException(
          ErrorCode.INVALID_TEXT,
          "unsupported Unicode escape: \\u0000 cannot be converted to text");
    }
    return text;
  }

  private void skipBlank() {
    while (at < json.size() && " \t\r\n".indexOf(peek()) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < json.size() ? (char) (json.at(at) & 0xFF) : '\0';
  }
}

package dev.evert.log.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object whose values are strings, whole numbers and arrays of strings: all that a
 * proof is made of. Anything else is refused.
 */
final class JsonText {
  private static final int MAX_LENGTH = 1 << 28;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** The members of the object: {@code String}, {@code Long} or {@code List<String>}. */
  static Map<String, Object> parse(String text) throws BadProofException {
    if (text.length() > MAX_LENGTH) {
      throw new BadProofException("it has more than " + MAX_LENGTH + " characters");
    }
    JsonText json = new JsonText(text);
    Map<String, Object> members = json.object();
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.unexpected("the end");
    }
    return members;
  }

  private Map<String, Object> object() throws BadProofException {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    boolean more = !accept('}');
    while (more) {
      String name = string();
      expect(':');
      if (members.put(name, value()) != null) {
        throw new BadProofException("it says \"" + name + "\" twice");
      }
      more = accept(',');
      if (!more) {
        expect('}');
      }
    }
    return members;
  }

  private Object value() throws BadProofException {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '[') {
      return array();
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return string();
    }
    return number();
  }

  private List<String> array() throws BadProofException {
    List<String> values = new ArrayList<>();
    expect('[');
    boolean more = !accept(']');
    while (more) {
      values.add(string());
      more = accept(',');
      if (!more) {
        expect(']');
      }
    }
    return values;
  }

  private Long number() throws BadProofException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      return Long.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      throw unexpected("a string, an array or a whole number");
    }
  }

  private String string() throws BadProofException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw unexpected("no control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return value.toString();
  }

  private char escaped() throws BadProofException {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw unexpected("an escape");
    };
  }

  private char unicode() throws BadProofException {
    try {
      char c = (char) Integer.parseInt(text, at, at + 4, 16);
      at += 4;
      return c;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw unexpected("four hexadecimal digits");
    }
  }

  private void expect(char c) throws BadProofException {
    if (!accept(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  private boolean accept(char c) {
    skipSpace();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private BadProofException unexpected(String expected) {
    return new BadProofException("it is not JSON: expected " + expected + " at character " + at);
  }
}

package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The types json, which keeps its text as it is, and jsonb, which has one form: members in the
 * order of their names' length and bytes, the last of equal names, a blank after commas and colons,
 * numbers as numerics.
 */
final class JsonText {
  private static final Comparator<String> NAME_ORDER =
      (left, right) -> {
        byte[] a = left.getBytes(StandardCharsets.UTF_8);
        byte[] b = right.getBytes(StandardCharsets.UTF_8);
        return a.length != b.length
            ? Integer.compare(a.length, b.length)
            : Arrays.compareUnsigned(a, b);
      };

  private JsonText() {}

  /** Checks that the text is JSON; returns it. */
  static String parseJson(String text) {
    StringText.checkZero(text);
    try {
      JsonReader json = new JsonReader().set(text);
      json.skip();
      json.end();
      return text;
    } catch (EvertException e) {
      throw invalid("json", text, e);
    }
  }

  /** The one form of the JSON value. */
  static String parseJsonb(String text) {
    StringText.checkZero(text);
    try {
      JsonReader json = new JsonReader().set(text);
      StringBuilder out = new StringBuilder(text.length() + 16);
      value(json, out);
      json.end();
      return out.toString();
    } catch (EvertException e) {
      throw invalid("jsonb", text, e);
    }
  }

  private static EvertException invalid(String type, String text, EvertException cause) {
    if (cause.code() != ErrorCode.INVALID_TEXT) {
      return cause;
    }
    return Invalid.syntax(type, text, String.valueOf(cause.getMessage()));
  }

  private static void value(JsonReader json, StringBuilder out) {
    switch (json.peek()) {
      case OBJECT -> object(json, out);
      case ARRAY -> array(json, out);
      case STRING -> string(json.readString(), out);
      case NUMBER -> out.append(NumericText.parse(Type.Numeric.ANY, json.readNumber()));
      case BOOLEAN -> out.append(json.readBoolean());
      case NULL -> {
        json.readNull();
        out.append("null");
      }
    }
  }

  private static void object(JsonReader json, StringBuilder out) {
    Map<String, String> members = new TreeMap<>(NAME_ORDER);
    json.beginObject();
    while (json.nextName()) {
      String name = json.name();
      StringBuilder member = new StringBuilder();
      value(json, member);
      members.put(name, member.toString());
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<String, String> member : members.entrySet()) {
      out.append(separator);
      string(member.getKey(), out);
      out.append(": ").append(member.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  private static void array(JsonReader json, StringBuilder out) {
    json.beginArray();
    out.append('[');
    String separator = "";
    while (json.nextElement()) {
      out.append(separator);
      value(json, out);
      separator = ", ";
    }
    out.append(']');
  }

  private static void string(String value, StringBuilder out) {
    if (value.indexOf('\0') >= 0) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "\\u0000 cannot be converted to text");
    }
    JsonString.append(value, out);
  }
}

package dev.evert.sql.json;

import dev.evert.spi.text.JsonString;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Writes JSON as jsonb is written, as json without blanks, or over several lines. */
public final class JsonPrint {
  private static final int INDENT = 4;

  private final StringBuilder out = new StringBuilder();
  private final String separator;
  private final String colon;
  private final boolean ordered;

  private JsonPrint(String separator, String colon, boolean ordered) {
    this.separator = separator;
    this.colon = colon;
    this.ordered = ordered;
  }

  /** As jsonb: members in jsonb's order, a blank after commas and colons. */
  public static String jsonb(Json value) {
    return new JsonPrint(", ", ": ", true).print(value);
  }

  /** Without blanks, members as they are. */
  public static String compact(Json value) {
    return new JsonPrint(",", ":", false).print(value);
  }

  private String print(Json value) {
    append(value);
    return out.toString();
  }

  private void append(Json value) {
    switch (value) {
      case Json.Obj(SequencedMap<String, Json> members) -> object(members);
      case Json.Arr(List<Json> elements) -> array(elements);
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> scalar(value, out);
    }
  }

  private static void scalar(Json value, StringBuilder out) {
    switch (value) {
      case Json.Str(String text) -> JsonString.append(text, out);
      case Json.Num number -> out.append(number.value().toPlainString());
      case Json.Bool(boolean truth) -> out.append(truth);
      case Json.Null _ -> out.append("null");
      case Json.Obj _, Json.Arr _ -> throw new IllegalArgumentException(value.kind());
    }
  }

  private void object(Map<String, Json> members) {
    out.append('{');
    String before = "";
    for (Map.Entry<String, Json> member :
        (ordered ? JsonOrder.sorted(members) : members).entrySet()) {
      out.append(before);
      JsonString.append(member.getKey(), out);
      out.append(colon);
      append(member.getValue());
      before = separator;
    }
    out.append('}');
  }

  private void array(List<Json> elements) {
    out.append('[');
    String before = "";
    for (Json element : elements) {
      out.append(before);
      append(element);
      before = separator;
    }
    out.append(']');
  }

  /** Over several lines, with what is inside further in. */
  public static String pretty(Json value) {
    StringBuilder out = new StringBuilder();
    pretty(value, 0, out);
    return out.toString();
  }

  private static void pretty(Json value, int level, StringBuilder out) {
    switch (value) {
      case Json.Obj(SequencedMap<String, Json> members) -> {
        out.append('{');
        String before = "";
        for (Map.Entry<String, Json> member : JsonOrder.sorted(members).entrySet()) {
          line(out.append(before), level + 1);
          JsonString.append(member.getKey(), out);
          pretty(member.getValue(), level + 1, out.append(": "));
          before = ",";
        }
        line(out, level);
        out.append('}');
      }
      case Json.Arr(List<Json> elements) -> {
        out.append('[');
        String before = "";
        for (Json element : elements) {
          line(out.append(before), level + 1);
          pretty(element, level + 1, out);
          before = ",";
        }
        line(out, level);
        out.append(']');
      }
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> scalar(value, out);
    }
  }

  private static void line(StringBuilder out, int level) {
    out.append('\n').append(" ".repeat(INDENT * level));
  }
}

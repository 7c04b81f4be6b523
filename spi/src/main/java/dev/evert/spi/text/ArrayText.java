package dev.evert.spi.text;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Arrays: {@code {1,NULL,"a b"}}, {@code {{1,2},{3,4}}}, {@code [0:1]={1,2}}. */
final class ArrayText {
  private ArrayText() {}

  /** The character between elements: geometric boxes, which hold commas, have one of their own. */
  static char delimiter(Type element) {
    return element.base() instanceof Type.Other(String name) && name.equals("box") ? ';' : ',';
  }

  /** Formats the array that is next; elements come before the shape, so they are kept meanwhile. */
  static void format(Type element, RowReader in, StringBuilder out) {
    List<String> elements = new ArrayList<>();
    char delimiter = delimiter(element);
    StringBuilder one = new StringBuilder();
    in.beginArray();
    while (!in.atArrayEnd()) {
      if (in.isPresent()) {
        one.setLength(0);
        TextFormat.format(element, in, one);
        elements.add(quoted(one, delimiter));
      } else {
        in.skipAbsent();
        elements.add("NULL");
      }
    }
    int[] shape = in.endArray();
    if (shape.length == 0) {
      out.append("{}");
      return;
    }
    appendBounds(shape, out);
    appendLevel(elements, 0, shape, 0, delimiter, out);
  }

  private static void appendBounds(int[] shape, StringBuilder out) {
    boolean usual = true;
    for (int i = 1; i < shape.length; i += 2) {
      usual &= shape[i] == 1;
    }
    if (usual) {
      return;
    }
    for (int i = 0; i < shape.length; i += 2) {
      int lower = shape[i + 1];
      out.append('[').append(lower).append(':').append(lower + shape[i] - 1).append(']');
    }
    out.append('=');
  }

  private static int appendLevel(
      List<String> elements, int from, int[] shape, int level, char delimiter, StringBuilder out) {
    int next = from;
    boolean leaf = 2 * level == shape.length - 2;
    out.append('{');
    for (int i = 0; i < shape[2 * level]; i++) {
      if (i > 0) {
        out.append(delimiter);
      }
      if (leaf) {
        out.append(elements.get(next++));
      } else {
        next = appendLevel(elements, next, shape, level + 1, delimiter, out);
      }
    }
    out.append('}');
    return next;
  }

  private static String quoted(StringBuilder value, char delimiter) {
    if (!needsQuotes(value, delimiter)) {
      return value.toString();
    }
    StringBuilder out = new StringBuilder(value.length() + 8).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }

  private static boolean needsQuotes(StringBuilder value, char delimiter) {
    if (value.isEmpty() || (value.length() == 4 && value.toString().equalsIgnoreCase("null"))) {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter || Blank.is(c)) {
        return true;
      }
    }
    return false;
  }

  static void parse(Type element, String text, RowWriter out) {
    ArrayParser parser = new ArrayParser(element, text, out);
    parser.parse();
  }
}

package dev.evert.sql.set;

import dev.evert.spi.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that give a row for each part of a string. */
final class TextRows {
  private static final String NAME = "string_to_table";

  private TextRows() {}

  static List<SetFunction> functions() {
    List<SetFunction.Result> column = List.of(new SetFunction.Result(NAME, Type.Text.ANY, false));
    return List.of(
        new SetFunction(
            NAME,
            List.of(Type.Text.ANY, Type.Text.ANY),
            column,
            (in, out) -> split(in.readText(), in.readText(), null, out)),
        new SetFunction(
            NAME,
            List.of(Type.Text.ANY, Type.Text.ANY, Type.Text.ANY),
            column,
            (in, out) -> split(in.readText(), in.readText(), in.readText(), out)));
  }

  /** An empty separator leaves the string whole; an empty string has no part. */
  private static void split(String text, String separator, @Nullable String none, SetRows out) {
    if (text.isEmpty()) {
      return;
    }
    int from = 0;
    int at = separator.isEmpty() ? -1 : text.indexOf(separator);
    while (at >= 0) {
      put(text.substring(from, at), none, out);
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    put(text.substring(from), none, out);
  }

  private static void put(String part, @Nullable String none, SetRows out) {
    if (part.equals(none)) {
      out.writer().putNull();
    } else {
      out.writer().putText(part);
    }
    out.end();
  }
}

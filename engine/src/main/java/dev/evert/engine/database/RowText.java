package dev.evert.engine.database;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as text, as PostgreSQL prints values. */
public final class RowText {
  private RowText() {}

  /** The text of each column; null where the value is null. */
  public static List<@Nullable String> of(Schema schema, byte[] bytes, int from, int to) {
    RowReader reader = new RowReader().set(bytes, from, to);
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < schema.width(); i++) {
      if (reader.isPresent()) {
        StringBuilder text = new StringBuilder();
        TextFormat.format(schema.type(i), reader, text);
        texts.add(text.toString());
      } else {
        reader.skipAbsent();
        texts.add(null);
      }
    }
    return texts;
  }

  /** The texts of some columns, with commas between them. */
  static String of(Schema schema, List<Integer> columns, byte[] bytes, int from, int to) {
    List<@Nullable String> all = of(schema, bytes, from, to);
    List<String> chosen = new ArrayList<>();
    for (int column : columns) {
      chosen.add(String.valueOf(all.get(column)));
    }
    return String.join(", ", chosen);
  }
}

package dev.evert.connectors.files;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV as RFC 4180 has it, for tests. */
final class CsvText {
  private CsvText() {}

  static String of(Schema schema, List<byte[]> rows, String lineEnd) {
    StringBuilder text = new StringBuilder();
    text.append(schema.columns().stream().map(Column::name).collect(Collectors.joining(",")));
    text.append(lineEnd);
    for (byte[] row : rows) {
      RowReader reader = new RowReader().set(row);
      for (int i = 0; i < schema.width(); i++) {
        text.append(i > 0 ? "," : "");
        if (reader.isPresent()) {
          StringBuilder value = new StringBuilder();
          TextFormat.format(schema.type(i), reader, value);
          text.append(field(value.toString()));
        } else {
          reader.skipAbsent();
        }
      }
      text.append(lineEnd);
    }
    return text.toString();
  }

  private static String field(String value) {
    boolean quotes = value.isEmpty() || value.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return quotes ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
  }
}

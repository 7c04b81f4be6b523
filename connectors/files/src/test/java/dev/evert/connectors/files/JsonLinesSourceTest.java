package dev.evert.connectors.files;

import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonWriter;
import java.util.List;

class JsonLinesSourceTest extends TextFileContract {
  @Override
  String extension() {
    return ".jsonl";
  }

  @Override
  boolean keyed() {
    return false;
  }

  @Override
  String text(Schema schema, List<byte[]> rows) {
    JsonFormat format = new JsonFormat(schema);
    JsonWriter out = new JsonWriter();
    for (byte[] row : rows) {
      format.write(row, out);
      out.newline();
    }
    return out.toString();
  }
}

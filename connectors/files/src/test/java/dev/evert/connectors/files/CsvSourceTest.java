package dev.evert.connectors.files;

import dev.evert.spi.row.Schema;
import java.util.List;

class CsvSourceTest extends TextFileContract {
  @Override
  String extension() {
    return ".csv";
  }

  @Override
  boolean keyed() {
    return true;
  }

  @Override
  String text(Schema schema, List<byte[]> rows) {
    return CsvText.of(schema, rows, "\n");
  }
}

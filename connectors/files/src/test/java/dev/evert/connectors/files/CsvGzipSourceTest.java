package dev.evert.connectors.files;

import dev.evert.spi.row.Schema;
import java.util.List;

class CsvGzipSourceTest extends TextFileContract {
  @Override
  String extension() {
    return ".csv.gz";
  }

  @Override
  boolean keyed() {
    return false;
  }

  @Override
  String text(Schema schema, List<byte[]> rows) {
    return CsvText.of(schema, rows, "\r\n");
  }
}

package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.Utf8;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The records of a file with one JSON object a line. */
final class JsonLinesRecords extends TextRecords {
  private @Nullable JsonFormat format;
  private int lines;

  JsonLinesRecords(Path file) throws IOException {
    super(file);
    int first = recordEnd();
    while (first < limit() && isBlank(bytes()[first])) {
      first++;
    }
    if (first < limit() && bytes()[first] == '[') {
      close();
      throw FileFailure.bad(
          file, "holds an array, wanted one object a line", "Convert it: jq -c '.[]'.");
    }
  }

  @Override
  void bind(Schema schema, boolean selecting) {
    format = new JsonFormat(schema.columns(), selecting);
  }

  @Override
  int scan(byte[] bytes, int from, int to, boolean last) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    lines = at < to ? 1 : 0;
    if (at < to) {
      return at + 1;
    }
    return last ? to : MORE;
  }

  @Override
  int lines() {
    return lines;
  }

  @Override
  String fault() {
    throw new IllegalStateException("a line is always one");
  }

  @Override
  boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isBlank(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || isLineEnd(c);
  }

  @Override
  void read(byte[] bytes, int from, int to, RowWriter out) {
    int bad = Utf8.firstBad(bytes, from, to);
    if (bad >= 0) {
      throw new EvertException(
          ErrorCode.BAD_RECORD,
          String.format("not UTF-8: 0x%02x at byte %d of the line", bytes[bad], bad - from));
    }
    JsonFormat rows = format;
    if (rows == null) {
      throw new IllegalStateException("no schema was given");
    }
    rows.read(bytes, from, to, out);
  }
}

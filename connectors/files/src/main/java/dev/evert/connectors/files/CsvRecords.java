package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file. */
final class CsvRecords extends TextRecords {
  private static final int ABSENT = -1;

  private final CsvScanner scanner;
  private final byte[] nullText;
  private List<String> names = List.of();
  private List<Column> columns = List.of();
  private int[] fields = new int[0];
  private byte[] unescaped = new byte[256];

  CsvRecords(Path file, FileOptions options, char delimiter) throws IOException {
    super(file);
    this.scanner = new CsvScanner(delimiter, options.quote());
    this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    try {
      if (options.header()) {
        names = header();
      }
    } catch (IOException | EvertException e) {
      close();
      throw e;
    }
  }

  private List<String> header() throws IOException {
    List<String> header = new ArrayList<>();
    if (!next()) {
      return header;
    }
    if (!isSound()) {
      throw FileFailure.bad(file(), "has no header: " + scanner.fault());
    }
    for (int i = 0; i < scanner.count(); i++) {
      String name = text(i).strip();
      String unique = name.isEmpty() ? "c" + (i + 1) : name;
      if (header.contains(unique)) {
        throw FileFailure.bad(file(), "two columns are named '" + unique + "'");
      }
      header.add(unique);
    }
    return header;
  }

  /** The columns that the header names; empty where there is none. */
  List<String> names() {
    return names;
  }

  /** The number of fields of the record. */
  int width() {
    return scanner.count();
  }

  /** A field's text; null where it says null. */
  @Nullable String field(int field) {
    return isNull(bytes(), field) ? null : text(field);
  }

  private String text(int field) {
    if (scanner.doubled(field)) {
      byte[] out = new byte[scanner.end(field) - scanner.start(field)];
      return new String(out, 0, scanner.unescape(bytes(), field, out), StandardCharsets.UTF_8);
    }
    int from = scanner.start(field);
    return new String(bytes(), from, scanner.end(field) - from, StandardCharsets.UTF_8);
  }

  @Override
  void bind(Schema schema, boolean selecting) {
    columns = schema.columns();
    fields = new int[columns.size()];
    Arrays.setAll(fields, i -> i);
    if (names.isEmpty()) {
      return;
    }
    for (int i = 0; i < fields.length; i++) {
      Column column = columns.get(i);
      fields[i] = names.indexOf(column.name());
      if (fields[i] == ABSENT && (selecting || !column.nullable())) {
        throw FileFailure.bad(file(), "has no column named '" + column.name() + "'");
      }
    }
    for (String name : names) {
      if (!selecting && schema.indexOf(name) < 0) {
        throw FileFailure.bad(
            file(),
            "has a column '" + name + "', which the table has not",
            "Start a new pipe for the files with the new column, or name the columns: ?schema=");
      }
    }
  }

  @Override
  int scan(byte[] bytes, int from, int to, boolean last) {
    return scanner.scan(bytes, from, to, last);
  }

  @Override
  int lines() {
    return scanner.lines();
  }

  @Override
  String fault() {
    return scanner.fault();
  }

  @Override
  boolean isBlank(byte[] bytes, int from, int to) {
    boolean oneColumn = names.size() == 1 || (names.isEmpty() && columns.size() == 1);
    return !oneColumn && isLineEnd(bytes[from]);
  }

  @Override
  void read(byte[] bytes, int from, int to, RowWriter out) {
    int wanted = names.isEmpty() ? columns.size() : names.size();
    if (scanner.count() != wanted) {
      throw new EvertException(
          ErrorCode.BAD_RECORD, "wanted " + wanted + " fields, got " + scanner.count());
    }
    for (int i = 0; i < fields.length; i++) {
      Column column = columns.get(i);
      try {
        readField(column, fields[i], bytes, out);
      } catch (EvertException e) {
        throw new EvertException(
            e.code(), "column " + column.name() + ": " + e.getMessage(), e.remedy(), e);
      }
    }
  }

  private void readField(Column column, int field, byte[] bytes, RowWriter out) {
    if (field == ABSENT || isNull(bytes, field)) {
      if (!column.nullable()) {
        throw new EvertException(ErrorCode.NULL_NOT_ALLOWED, "null is not allowed");
      }
      out.putNull();
      return;
    }
    int from = scanner.start(field);
    int to = scanner.end(field);
    if (scanner.doubled(field)) {
      if (unescaped.length < to - from) {
        unescaped = new byte[2 * (to - from)];
      }
      int length = scanner.unescape(bytes, field, unescaped);
      TextFormat.parse(column.type(), unescaped, 0, length, out);
    } else {
      TextFormat.parse(column.type(), bytes, from, to, out);
    }
  }

  private boolean isNull(byte[] bytes, int field) {
    int from = scanner.start(field);
    int to = scanner.end(field);
    return to - from == nullText.length
        && !scanner.quoted(field)
        && Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
  }
}

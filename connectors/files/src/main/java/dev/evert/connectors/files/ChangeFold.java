package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import dev.evert.spi.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folds a file of changes into the rows that they add up to. The last change of a key counts; a
 * deleted row is none. Contents are rows as JSON gives them back.
 */
final class ChangeFold implements SinkAudit {
  private final Path file;
  private final Schema schema;
  private final JsonFormat rows;
  private final JsonFormat keys;
  private final JsonReader json = new JsonReader();
  private final JsonWriter text = new JsonWriter();
  private final RowWriter row = new RowWriter();
  private final RowWriter key = new RowWriter();
  private final RowWriter fields = new RowWriter();
  private final RowReader reader = new RowReader();

  ChangeFold(Path file, Schema schema) {
    this.file = file;
    this.schema = schema;
    this.rows = new JsonFormat(schema);
    this.keys = new JsonFormat(schema.keyColumns());
  }

  @Override
  public byte[] expected(byte[] row) {
    rows.write(row, text.reset());
    RowWriter out = new RowWriter();
    rows.read(text.buffer(), 0, text.size(), out);
    return out.toBytes();
  }

  @Override
  public void scan(Visitor visitor) {
    if (!Files.exists(file)) {
      return;
    }
    LastPlaces last = new LastPlaces();
    long[] place = {0};
    readLines(_ -> last.put(key.buffer(), key.size(), place[0]++));
    place[0] = 0;
    readLines(present -> {
      if (last.isLast(key.buffer(), key.size(), place[0]++) && present) {
        visitor.record(key.toBytes(), row.toBytes());
      }
    });
  }

  /** Takes a change, whose key and row are set; {@code present} unless it is a delete. */
  private interface Fold {
    void change(boolean present);
  }

  private void readLines(Fold fold) {
    try (JsonLinesRecords lines = new JsonLinesRecords(file)) {
      while (lines.next()) {
        fold.change(readLine(lines));
      }
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  private boolean readLine(JsonLinesRecords line) {
    try {
      return readChange(line.bytes(), line.recordStart(), line.recordEnd());
    } catch (EvertException e) {
      throw new EvertException(
          ErrorCode.SINK_DIFFERS,
          line.where() + " is no change as it was written: " + e.getMessage(),
          "Remove the line, then run `evert verify --repair`.",
          e);
    }
  }

  private boolean readChange(byte[] bytes, int from, int to) {
    Line line = new Line();
    json.set(bytes, from, to);
    json.beginObject();
    while (json.nextName()) {
      line.member(json.name(), json);
    }
    json.end();
    int[] found = line.rowFrom >= 0 ? line.row() : line.before();
    row.reset();
    if (found[0] >= 0) {
      rows.read(bytes, found[0], found[1], row);
    }
    readKey(line, bytes);
    return line.rowFrom >= 0;
  }

  private void readKey(Line line, byte[] bytes) {
    key.reset();
    if (!schema.keyed()) {
      key.putEncoded(row.buffer(), 0, row.size());
      key.putInt8(line.number);
      return;
    }
    if (line.keyFrom < 0) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "it has no key");
    }
    keys.read(bytes, line.keyFrom, line.keyTo, fields.reset());
    reader.set(fields.buffer(), 0, fields.size());
    List<Type> types = schema.keyColumns().stream().map(column -> column.type()).toList();
    types.forEach(type -> KeyFormat.copy(type, reader, key));
  }

  /** Where the parts of a line are; -1 where one is missing. */
  private static final class Line {
    private int keyFrom = -1;
    private int keyTo;
    private int rowFrom = -1;
    private int rowTo;
    private int beforeFrom = -1;
    private int beforeTo;
    private long number;

    void member(String name, JsonReader json) {
      int from = json.offset();
      if (name.equals(ChangeLines.NUMBER)) {
        number = Long.parseLong(json.readNumber());
        return;
      }
      json.skip();
      switch (name) {
        case ChangeLines.KEY -> {
          keyFrom = from;
          keyTo = json.offset();
        }
        case ChangeLines.ROW -> {
          rowFrom = from;
          rowTo = json.offset();
        }
        case ChangeLines.BEFORE -> {
          beforeFrom = from;
          beforeTo = json.offset();
        }
        default -> {}
      }
    }

    int[] row() {
      return new int[] {rowFrom, rowTo};
    }

    int[] before() {
      return new int[] {beforeFrom, beforeTo};
    }
  }
}

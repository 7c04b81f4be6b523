package dev.evert.engine.program;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.text.Utf8;
import dev.evert.spi.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the lines that a program answers with, and checks that rows can be made of them. One
 * thread.
 */
final class AnswerReader {
  private static final int SHOWN_CHARS = 200;

  /** A line may grow where numbers are written out; a batch of the log has to hold it. */
  private static final int MAX_JSON_CHARS = 4 << 20;

  private final Schema input;
  private final ProgramRows rows;
  private final Optional<KeyColumns> keys;
  private final RowWriter row = new RowWriter();
  private final RowWriter key = new RowWriter();
  private final RowReader given = new RowReader();
  private final RowReader made = new RowReader();

  /**
   * @param input of the rows that the program reads
   */
  AnswerReader(Schema input, ProgramRows rows) {
    this.input = input;
    this.rows = rows;
    this.keys =
        rows.schema().keyed() ? Optional.of(new KeyColumns(rows.schema())) : Optional.empty();
  }

  /**
   * Reads the answer for a row.
   *
   * @param line UTF-8, without the line's end
   * @param question the row, as the program's input has it
   */
  Answer read(byte[] line, byte[] question) {
    try {
      String json = array(line);
      if (json.length() > MAX_JSON_CHARS) {
        throw ProgramRows.bad("more than " + MAX_JSON_CHARS + " characters of JSON");
      }
      check(json.getBytes(StandardCharsets.UTF_8), question);
      return new Answer.Rows(json);
    } catch (EvertException e) {
      return new Answer.Refused("the answer " + shown(line) + ": " + e.getMessage());
    }
  }

  /** An object is one row, null is none. */
  private static String array(byte[] line) {
    RowWriter out = new RowWriter();
    if (Utf8.firstBad(line, 0, line.length) >= 0) {
      throw ProgramRows.bad("it is not UTF-8");
    }
    TextFormat.parse(Type.Simple.JSONB, new String(line, StandardCharsets.UTF_8), out);
    String json = new RowReader().set(out.buffer(), 0, out.size()).readText();
    return switch (json.charAt(0)) {
      case '[' -> json;
      case 'n' -> "[]";
      default -> "[" + json + "]";
    };
  }

  private void check(byte[] json, byte[] question) {
    Set<ByteBuffer> seen = new HashSet<>();
    rows.forEach(
        json,
        row.reset(),
        () -> {
          keys.ifPresent(columns -> {
            requireKey(question);
            columns.copy(row.buffer(), 0, row.size(), key.reset());
            if (!seen.add(ByteBuffer.wrap(Arrays.copyOf(key.buffer(), key.size())))) {
              throw ProgramRows.bad("two of its rows have the same key");
            }
          });
          row.reset();
        });
  }

  /** The columns that are the key of what the program has read are what they were. */
  private void requireKey(byte[] question) {
    for (Column column : input.keyColumns()) {
      byte[] wanted = field(given.set(question), input, column);
      byte[] got = field(made.set(row.buffer(), 0, row.size()), rows.schema(), column);
      if (!Arrays.equals(wanted, got)) {
        throw ProgramRows.bad("column " + column.name() + " is not that of the row it was given");
      }
    }
  }

  private static byte[] field(RowReader reader, Schema schema, Column column) {
    for (int i = 0; i < schema.indexOf(column.name()); i++) {
      reader.skip(schema.type(i));
    }
    int from = reader.offset();
    reader.skip(column.type());
    return Arrays.copyOfRange(reader.bytes(), from, reader.offset());
  }

  private static String shown(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }
}

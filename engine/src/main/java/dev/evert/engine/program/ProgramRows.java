package dev.evert.engine.program;

import dev.evert.dataflow.RowsFunction;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonReader.Kind;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes rows of a program's answers. One thread.
 *
 * <p>Answers are kept in a table of the log, one row for each row that the program was given: the
 * row's key, a hash of the row, and the array of objects that came back.
 */
public final class ProgramRows implements RowsFunction {
  /** The columns of the table of answers. */
  public static final Schema ANSWERS =
      new Schema(
          List.of(
              Column.required("row_key", Type.Simple.BYTEA),
              Column.required("row_hash", Type.Simple.BYTEA),
              Column.required("answer", Type.Simple.JSONB)),
          List.of(0));

  private final Schema schema;
  private final boolean told;
  private final JsonFormat format;
  private final JsonReader json = new JsonReader();
  private final RowReader reader = new RowReader();

  public ProgramRows(Program program) {
    this.schema = program.schema();
    this.told = !program.columns().isEmpty();
    this.format = new JsonFormat(schema.columns(), true);
  }

  /** The columns and key of the rows. */
  public Schema schema() {
    return schema;
  }

  /** Makes the rows of an answer: of a row of {@link #ANSWERS}. */
  @Override
  public void apply(byte[] bytes, int from, int to, Rows out) {
    reader.set(bytes, from, to);
    reader.skip(Type.Simple.BYTEA);
    reader.skip(Type.Simple.BYTEA);
    forEach(reader.readBytes(), out.writer(), out::end);
  }

  /**
   * Writes each row of an answer.
   *
   * @param array of objects
   * @param end called after each
   * @throws EvertException if one is no row of the schema
   */
  void forEach(byte[] array, RowWriter writer, Runnable end) {
    json.set(array, 0, array.length).beginArray();
    while (json.nextElement()) {
      int from = json.offset();
      Kind kind = json.peek();
      json.skip();
      if (!told) {
        String value = new String(array, from, json.offset() - from, StandardCharsets.UTF_8);
        TextFormat.parse(Type.Simple.JSONB, value.strip(), writer);
      } else if (kind == Kind.OBJECT) {
        format.read(array, from, json.offset(), writer);
      } else {
        throw bad("wanted an object for each row, or null for none");
      }
      end.run();
    }
  }

  static EvertException bad(String message) {
    return new EvertException(ErrorCode.PROGRAM_FAILED, message);
  }
}

package dev.evert.engine;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of tests: from values to bytes and to text. */
final class Rows {
  /** Stands for a field that is what it was. */
  static final Object UNCHANGED = new Object();

  private Rows() {}

  /** A row of integers, longs, texts, nulls and {@link #UNCHANGED}. */
  static byte[] row(@Nullable Object... values) {
    RowWriter out = new RowWriter();
    for (Object value : values) {
      switch (value) {
        case null -> out.putNull();
        case Integer number -> out.putInt4(number);
        case Long number -> out.putInt8(number);
        case String text -> out.putText(text);
        default -> {
          if (value != UNCHANGED) {
            throw new IllegalArgumentException(String.valueOf(value));
          }
          out.putUnchanged();
        }
      }
    }
    return out.toBytes();
  }

  /** The key of a row. */
  static byte[] key(Schema schema, byte[] row) {
    RowWriter out = new RowWriter();
    new KeyColumns(schema).copy(row, 0, row.length, out);
    return out.toBytes();
  }

  /** The row as text, fields separated by bars. */
  static String text(Schema schema, byte[] row) {
    RowReader in = new RowReader().set(row);
    return schema.columns().stream()
        .map(column -> field(column, in))
        .collect(Collectors.joining("|"));
  }

  private static String field(Column column, RowReader in) {
    if (!in.isPresent()) {
      in.skipAbsent();
      return "null";
    }
    StringBuilder out = new StringBuilder();
    TextFormat.format(column.type(), in, out);
    return out.toString();
  }

  /** The number in a column of a row. */
  static long number(Schema schema, byte[] row, int column) {
    return Long.parseLong(text(schema, row).split("\\|", -1)[column]);
  }

  /** The row with a field marked as unchanged. */
  static byte[] withUnchanged(Schema schema, byte[] row, int column) {
    RowReader in = new RowReader().set(row);
    RowWriter out = new RowWriter();
    for (int i = 0; i < schema.width(); i++) {
      int from = in.offset();
      in.skip(schema.type(i));
      if (i == column) {
        out.putUnchanged();
      } else {
        byte[] field = Arrays.copyOfRange(row, from, in.offset());
        out.putEncoded(field, 0, field.length);
      }
    }
    return out.toBytes();
  }
}

package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedColumn;
import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.type.FieldDecoder;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows that the stream sends of one table into rows and keys of its schema. One thread.
 */
final class Binding {
  private final int table;
  private final Schema schema;
  private final FieldDecoder[] text;
  private final FieldDecoder[] binary;
  private final int[] places;
  private final int[] key;
  private final boolean[] inKey;
  private final byte[] rest;
  private final @Nullable KeyColumns keyColumns;
  private final RowWriter scratch = new RowWriter();
  private final RowReader reader = new RowReader();

  /**
   * @param table the table's number in the source
   * @param message names the columns in the order in which they come
   * @param rest the fields of the columns at the end that the stream does not tell yet
   */
  Binding(int table, CapturedTable captured, RelationMessage message, byte[] rest) {
    List<String> names = message.columns().stream().map(RelationMessage.Column::name).toList();
    List<CapturedColumn> columns =
        captured.columns().stream().filter(column -> names.contains(column.name())).toList();
    this.table = table;
    this.rest = rest;
    this.schema = captured.schema();
    this.places = columns.stream().mapToInt(column -> names.indexOf(column.name())).toArray();
    this.text = columns.stream().map(c -> c.mapping().text()).toArray(FieldDecoder[]::new);
    this.binary = columns.stream().map(CapturedColumn::copyDecoder).toArray(FieldDecoder[]::new);
    this.key = schema.key().stream().mapToInt(Integer::intValue).toArray();
    this.inKey = new boolean[places.length];
    for (int column : key) {
      inKey[column] = true;
    }
    this.keyColumns = schema.keyed() ? new KeyColumns(schema) : null;
  }

  /** The table's number in the source. */
  int table() {
    return table;
  }

  /** Whether rows are identified by a key. */
  boolean keyed() {
    return keyColumns != null;
  }

  /**
   * Writes a row, with all columns of the schema.
   *
   * @param old what the stream tells of the row before; null if nothing
   * @return whether a column stays unchanged that is not known from {@code old}
   */
  boolean putRow(Tuple row, @Nullable Tuple old, RowWriter out) {
    boolean partial = false;
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      Tuple from = row;
      if (row.kind(place) == Tuple.UNCHANGED) {
        if (old != null && old.kind(place) != Tuple.UNCHANGED && (inKey[i] || old.whole())) {
          from = old;
        } else {
          partial = true;
        }
      }
      from.put(place, text[i], binary[i], out);
    }
    out.putEncoded(rest, 0, rest.length);
    return partial;
  }

  /** Writes the key of the row that was written from {@code rowStart} on. */
  void putKey(RowWriter out, int rowStart) {
    Objects.requireNonNull(keyColumns).copy(out.buffer(), rowStart, out.size(), out);
  }

  /** Writes the key of an old row in a message. */
  void putKeyOf(Tuple row, RowWriter out) {
    putKeyOf(row, null, out);
  }

  /** Writes the key of a row in a message; {@code old} knows what is unchanged in it. */
  void putKeyOf(Tuple row, @Nullable Tuple old, RowWriter out) {
    for (int column : key) {
      int place = places[column];
      boolean unchanged = row.kind(place) == Tuple.UNCHANGED;
      Tuple from = unchanged && old != null ? old : row;
      scratch.reset();
      from.put(place, text[column], binary[column], scratch);
      Type type = schema.type(column);
      KeyFormat.copy(type, reader.set(scratch.buffer(), 0, scratch.size()), out);
    }
  }
}

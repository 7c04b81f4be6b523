package dev.evert.testing.contract;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.ChangeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a source's changes to one table add up to. Fails on a change that makes no sense.
 */
public final class TableRows {
  private Schema schema;
  private final TreeMap<byte[], byte[]> keyed = new TreeMap<>(Arrays::compareUnsigned);
  private final TreeMap<byte[], Integer> counted = new TreeMap<>(Arrays::compareUnsigned);

  /** An empty table. */
  public TableRows(Schema schema) {
    this.schema = schema;
  }

  /** The table's present schema. */
  public Schema schema() {
    return schema;
  }

  /** All rows, each with all columns of the schema, in the order of their bytes. */
  public List<byte[]> rows() {
    List<byte[]> rows = new ArrayList<>();
    keyed.values().forEach(row -> rows.add(whole(row)));
    counted.forEach((row, count) -> {
      for (int i = 0; i < count; i++) {
        rows.add(whole(row));
      }
    });
    rows.sort(Arrays::compareUnsigned);
    return rows;
  }

  /** How many rows there are. */
  public long size() {
    return keyed.size() + counted.values().stream().mapToLong(Integer::longValue).sum();
  }

  void apply(SourceChange change) {
    switch (change.kind()) {
      case UPSERT -> upsert(change.key(), change.row(), change.key());
      case MOVE -> {
        upsert(change.key(), change.row(), change.oldKey());
        if (!Arrays.equals(change.oldKey(), change.key())) {
          keyed.remove(change.oldKey());
        }
      }
      case DELETE -> {
        check(schema.keyed(), "a DELETE in a table without key");
        keyed.remove(change.key());
      }
      case INSERT -> count(change.row(), 1);
      case RETRACT -> count(change.row(), -1);
      case TRUNCATE, RESET -> {
        keyed.clear();
        counted.clear();
      }
      case SCHEMA, COMPLETE, END, STATE -> throw new AssertionError(change.kind() + " of rows");
    }
  }

  private void upsert(byte[] key, byte[] row, byte[] oldKey) {
    check(schema.keyed(), "an UPSERT in a table without key");
    byte[] filled = fill(row, keyed.get(oldKey));
    RowWriter out = new RowWriter();
    new KeyColumns(schema).copy(filled, 0, filled.length, out);
    check(Arrays.equals(out.toBytes(), key), "the key is not that of the row");
    keyed.put(key, filled);
  }

  private void count(byte[] row, int weight) {
    check(!schema.keyed(), "an INSERT or RETRACT in a table with key");
    check(Arrays.equals(fill(row, null), row), "an unchanged field in a table without key");
    int now = counted.merge(row, weight, Integer::sum);
    check(now >= 0, "a RETRACT of a row that is not there: " + HexFormat.of().formatHex(row));
    if (now == 0) {
      counted.remove(row);
    }
  }

  /** The row with its unchanged fields taken from the old one; checks that it is well-formed. */
  private byte[] fill(byte[] row, byte @Nullable [] old) {
    RowReader reader = new RowReader().set(row);
    RowReader olds = new RowReader().set(old == null ? new byte[0] : old);
    RowWriter out = new RowWriter();
    int columns = 0;
    for (Column column : schema.columns()) {
      if (reader.atEnd()) {
        break;
      }
      check(!reader.isUnchanged() || old != null, "an unchanged field, but no row before");
      RowReader from = reader.isUnchanged() ? olds : reader;
      putField(column, from, out);
      (from == reader ? olds : reader).skip(column.type());
      columns++;
    }
    check(reader.atEnd(), "bytes after the last of " + schema.width() + " columns");
    check(columns == schema.width(), "a row of " + columns + " columns, not " + schema.width());
    return out.toBytes();
  }

  private static void putField(Column column, RowReader from, RowWriter out) {
    if (from.atEnd()) {
      column.putMissing(out);
      return;
    }
    int start = from.offset();
    from.skip(column.type());
    out.putEncoded(from.bytes(), start, from.offset() - start);
  }

  private byte[] whole(byte[] row) {
    RowReader reader = new RowReader().set(row);
    RowWriter out = new RowWriter();
    for (Column column : schema.columns()) {
      putField(column, reader, out);
    }
    return out.toBytes();
  }

  void evolve(Schema wider) {
    check(wider.width() >= schema.width(), "a SCHEMA with fewer columns");
    schema = wider;
    TreeMap<byte[], Integer> padded = new TreeMap<>(Arrays::compareUnsigned);
    counted.forEach((row, count) -> padded.merge(whole(row), count, Integer::sum));
    counted.clear();
    counted.putAll(padded);
    keyed.replaceAll((_, row) -> whole(row));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Whether this kind of change is one of rows. */
  static boolean isOfRows(ChangeKind kind) {
    return switch (kind) {
      case UPSERT, MOVE, DELETE, INSERT, RETRACT, TRUNCATE, RESET -> true;
      case SCHEMA, COMPLETE, END, STATE -> false;
    };
  }
}

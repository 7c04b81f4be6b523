package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the rows that a statement concerns into changes of a table. One thread, one statement. */
final class RowChanges {
  /** What a row takes beside its bytes. */
  private static final int ROW_OVERHEAD_BYTES = 24;

  private final Entry.Table table;
  private final Schema schema;
  private final ChangeWriter writer;
  private final KeyLookup present;
  private final RowRules rules;
  private final @Nullable KeyColumns keyColumns;
  private final RowWriter key = new RowWriter();
  private final RowWriter oldKey = new RowWriter();
  private final RowReader reader = new RowReader();
  private final StatementMemory memory;
  private final KeySet given;
  private final KeySet removed;
  private final List<byte[]> moved = new ArrayList<>();

  /** Whether the table has a row with a key. */
  interface KeyLookup {
    boolean contains(byte[] key, int from, int to);
  }

  /**
   * Changes of a table.
   *
   * @param memory that keys and rows may take
   */
  RowChanges(Entry.Table table, ChangeWriter writer, KeyLookup present, StatementMemory memory) {
    this.memory = memory;
    this.given = new KeySet(memory);
    this.removed = new KeySet(memory);
    this.table = table;
    this.schema = table.schema();
    this.writer = writer;
    this.present = present;
    this.rules = new RowRules(table);
    this.keyColumns = schema.keyed() ? new KeyColumns(schema) : null;
  }

  /** A row is new; the values of checks follow it. */
  void insert(byte[] bytes, int from, int to) {
    int end = rules.check(bytes, from, to);
    int length = key(bytes, from, end, key);
    if (length > 0) {
      boolean fresh = given.add(key.buffer(), 0, length);
      if (!fresh || present.contains(key.buffer(), 0, length)) {
        throw duplicate(bytes, from, end);
      }
    }
    writer.put(bytes, from, end, key.buffer(), length);
  }

  /** A row is replaced; what it becomes follows it, and then the values of checks. */
  void update(byte[] bytes, int from, int to) {
    reader.set(bytes, from, to);
    schema.types().forEach(reader::skip);
    int newFrom = reader.offset();
    int end = rules.check(bytes, newFrom, to);
    int length = key(bytes, newFrom, end, key);
    if (length == 0) {
      writer.retract(bytes, from, newFrom);
      writer.put(bytes, newFrom, end, key.buffer(), 0);
      return;
    }
    int oldLength = key(bytes, from, newFrom, oldKey);
    if (!given.add(key.buffer(), 0, length)) {
      throw duplicate(bytes, newFrom, end);
    }
    if (sameKey(oldLength, length)) {
      writer.put(bytes, newFrom, end, key.buffer(), length);
    } else {
      removed.add(oldKey.buffer(), 0, oldLength);
      writer.remove(oldKey.buffer(), oldLength);
      memory.take(ROW_OVERHEAD_BYTES + end - newFrom);
      moved.add(Arrays.copyOfRange(bytes, newFrom, end));
    }
  }

  private boolean sameKey(int oldLength, int length) {
    return Arrays.equals(oldKey.buffer(), 0, oldLength, key.buffer(), 0, length);
  }

  /** A row goes. */
  void delete(byte[] bytes, int from, int to) {
    int length = key(bytes, from, to, key);
    if (length == 0) {
      writer.retract(bytes, from, to);
    } else {
      writer.remove(key.buffer(), length);
    }
  }

  /** All rows came: those that get another key are put where all old keys are free. */
  void finish() {
    for (byte[] row : moved) {
      int length = key(row, 0, row.length, key);
      boolean free = removed.contains(key.buffer(), 0, length);
      if (!free && present.contains(key.buffer(), 0, length)) {
        throw duplicate(row, 0, row.length);
      }
      writer.put(row, 0, row.length, key.buffer(), length);
    }
  }

  private int key(byte[] bytes, int from, int to, RowWriter out) {
    out.reset();
    if (keyColumns == null) {
      return 0;
    }
    keyColumns.copy(bytes, from, to, out);
    return out.size();
  }

  private EvertException duplicate(byte[] bytes, int from, int to) {
    String names = schema.keyColumns().stream().map(Column::name).collect(Collectors.joining(", "));
    String values = RowText.of(schema, schema.key(), bytes, from, to);
    return new EvertException(
        ErrorCode.DUPLICATE_KEY,
        "table \"" + table.name() + "\" has a row with (" + names + ") = (" + values + ") already");
  }
}

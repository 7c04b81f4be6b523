package dev.evert.engine;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.ChangeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database outside, with a log of its transactions that can be read from any place: what a source
 * follows. Safe for several threads.
 */
final class OutsideDatabase {
  /**
   * A change as a source tells it; what a kind does not need is empty.
   *
   * @param row with fields marked as unchanged where that was chosen
   */
  record Change(ChangeKind kind, int table, byte[] oldKey, byte[] key, byte[] row) {}

  /** Changes that are committed together. */
  record Transaction(UUID operation, List<Change> changes) {
    Transaction {
      changes = List.copyOf(changes);
    }
  }

  /** A table's rows: each row as often as it is there. */
  static final class Table {
    private final Schema schema;
    private final TreeMap<byte[], byte[]> keyed = new TreeMap<>(Arrays::compareUnsigned);
    private final List<byte[]> others = new ArrayList<>();

    Table(Schema schema) {
      this.schema = schema;
    }

    Table copy() {
      Table copy = new Table(schema);
      copy.keyed.putAll(keyed);
      copy.others.addAll(others);
      return copy;
    }

    List<byte[]> rows() {
      return schema.keyed() ? List.copyOf(keyed.values()) : List.copyOf(others);
    }

    Schema schema() {
      return schema;
    }

    private void truncate() {
      keyed.clear();
      others.clear();
    }
  }

  private static final byte[] NONE = {};

  private final List<Table> tables = new ArrayList<>();
  private final List<Transaction> log = new ArrayList<>();
  private List<Change> open = new ArrayList<>();

  OutsideDatabase(List<Schema> schemas) {
    schemas.forEach(schema -> tables.add(new Table(schema)));
  }

  synchronized List<Schema> schemas() {
    return tables.stream().map(Table::schema).toList();
  }

  /** The number of transactions. */
  synchronized int end() {
    return log.size();
  }

  synchronized Transaction transaction(int number) {
    return log.get(number);
  }

  /** The tables as they are, each a copy. */
  synchronized List<Table> snapshot() {
    return tables.stream().map(Table::copy).toList();
  }

  /** The rows of a table. */
  synchronized List<byte[]> rows(int table) {
    return tables.get(table).rows();
  }

  /** Puts a row in the place of one with its key. */
  synchronized OutsideDatabase upsert(int table, Object... values) {
    byte[] row = Rows.row(values);
    byte[] key = Rows.key(tables.get(table).schema, row);
    tables.get(table).keyed.put(key, row);
    open.add(new Change(ChangeKind.UPSERT, table, NONE, key, row));
    return this;
  }

  /** Removes the row with the key of these values. */
  synchronized OutsideDatabase delete(int table, Object... values) {
    delete(table, Rows.key(tables.get(table).schema, Rows.row(values)));
    return this;
  }

  private void delete(int table, byte[] key) {
    tables.get(table).keyed.remove(key);
    open.add(new Change(ChangeKind.DELETE, table, NONE, key, NONE));
  }

  /** Adds a row to a table without key. */
  synchronized OutsideDatabase insert(int table, Object... values) {
    byte[] row = Rows.row(values);
    tables.get(table).others.add(row);
    open.add(new Change(ChangeKind.INSERT, table, NONE, NONE, row));
    return this;
  }

  /** Removes all rows. */
  synchronized OutsideDatabase truncate(int table) {
    tables.get(table).truncate();
    open.add(new Change(ChangeKind.TRUNCATE, table, NONE, NONE, NONE));
    return this;
  }

  /** Commits what was changed since the last commit. */
  synchronized void commit() {
    if (!open.isEmpty()) {
      log.add(new Transaction(new UUID(7, log.size() + 1), open));
      open = new ArrayList<>();
    }
  }

  /** Makes a change at random: rows are (int4 key, int4, int8, text), or (text, int4) unkeyed. */
  synchronized void changeAtRandom(Random random, int keys) {
    int table = random.nextInt(tables.size());
    if (random.nextInt(200) == 0) {
      truncate(table);
    } else if (tables.get(table).schema.keyed()) {
      changeKeyed(table, random, keys);
    } else {
      changeUnkeyed(table, random);
    }
  }

  private void changeKeyed(int table, Random random, int keys) {
    Table changed = tables.get(table);
    byte[] row = randomRow(random, random.nextInt(keys));
    byte[] key = Rows.key(changed.schema, row);
    byte[] old = changed.keyed.get(key);
    int kind = random.nextInt(10);
    if (kind < 2 && old != null) {
      delete(table, key);
    } else if (kind < 4 && old != null) {
      move(table, key, old, random, keys);
    } else {
      upsert(table, key, row, random.nextInt(4) == 0 ? old : null, random);
    }
  }

  /** Puts a row in the place of one with its key; it keeps the text of {@code old} if given. */
  private void upsert(int table, byte[] key, byte[] row, byte @Nullable [] old, Random random) {
    Table changed = tables.get(table);
    byte[] whole = old == null ? row : withTextOf(random, key, old, changed.schema);
    byte[] told = old == null ? whole : Rows.withUnchanged(changed.schema, whole, 3);
    changed.keyed.put(key, whole);
    open.add(new Change(ChangeKind.UPSERT, table, NONE, key, told));
  }

  private void move(int table, byte[] oldKey, byte[] old, Random random, int keys) {
    Table changed = tables.get(table);
    byte[] row = randomRow(random, random.nextInt(keys));
    byte[] key = Rows.key(changed.schema, row);
    if (changed.keyed.containsKey(key)) {
      return;
    }
    byte[] whole = withTextOf(random, key, old, changed.schema);
    changed.keyed.remove(oldKey);
    changed.keyed.put(key, whole);
    boolean partial = random.nextBoolean();
    byte[] told = partial ? Rows.withUnchanged(changed.schema, whole, 3) : whole;
    open.add(new Change(ChangeKind.MOVE, table, oldKey, key, told));
  }

  /** A random row with the key given and the last field of the old row. */
  private static byte[] withTextOf(Random random, byte[] key, byte[] old, Schema schema) {
    String text = Rows.text(schema, old).split("\\|", -1)[3];
    int id = new RowReader().set(key).readInt4();
    return Rows.row(id, random.nextInt(5), (long) random.nextInt(1000), text);
  }

  private static byte[] randomRow(Random random, int id) {
    String text = "t" + random.nextInt(3);
    return Rows.row(id, random.nextInt(5), (long) random.nextInt(1000), text);
  }

  private void changeUnkeyed(int table, Random random) {
    List<byte[]> rows = tables.get(table).others;
    if (!rows.isEmpty() && random.nextInt(3) == 0) {
      byte[] row = rows.remove(random.nextInt(rows.size()));
      open.add(new Change(ChangeKind.RETRACT, table, NONE, NONE, row));
    } else {
      insert(table, "v" + random.nextInt(4), random.nextInt(3));
    }
  }
}

package dev.evert.dataflow.memtable;

import dev.evert.dataflow.arrangement.Buffer;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value for each key, or none, in front of runs. A key that was read from the runs keeps the
 * value that it has there, its base: when all is written to a run, it takes the base back.
 *
 * <pre>
 *   record   = mark, 4 bytes | key length, 4 | value length or -1, 4 | value room, 4
 *              | base length or -1, 4 | unused, 4 | key | base | room for the value
 * </pre>
 *
 * <p>A mark is a number of the owner's that is -1 for a new record.
 */
public final class ValueTable extends KeyTable implements Buffer.Frozen {
  private static final int HEADER_BYTES = 24;
  private static final int VALUE_LENGTH = 8;
  private static final int ROOM = 12;
  private static final int BASE_LENGTH = 16;
  private static final int NONE = -1;
  private static final int SPARE_BYTES = 8;

  /** A value that grows gets so much more room than it needs: a quarter. */
  private static final int GROWTH_PART = 4;

  /** An empty table. */
  public ValueTable() {
    super(HEADER_BYTES);
  }

  /** The record of a key, or 0. */
  public int seek(int hash, byte[] key, int from, int to) {
    return find(hash, key, from, to);
  }

  /** Makes the record of a key that has none, without base or value. */
  public int add(int hash, byte[] key, int from, int to, int roomBytes) {
    int room = roomBytes;
    int record = insert(hash, key, from, to, room);
    head(record, room, NONE, NONE);
    return record;
  }

  /** Makes the record of a key that has none, with what the runs hold of it. */
  public int add(int hash, byte[] key, int from, int to, byte[] base, int baseFrom, int baseTo) {
    int length = baseTo - baseFrom;
    int room = length + SPARE_BYTES;
    int record = insert(hash, key, from, to, length + room);
    head(record, room, length, length);
    System.arraycopy(base, baseFrom, bytes(record), keyTo(record), length);
    System.arraycopy(base, baseFrom, bytes(record), keyTo(record) + length, length);
    return record;
  }

  private void head(int record, int room, int baseLength, int valueLength) {
    byte[] bytes = bytes(record);
    int start = Arena.offset(record);
    BigEndian.putInt(bytes, start, NONE);
    BigEndian.putInt(bytes, start + VALUE_LENGTH, valueLength);
    BigEndian.putInt(bytes, start + ROOM, room);
    BigEndian.putInt(bytes, start + BASE_LENGTH, baseLength);
  }

  /** The mark of a record. */
  public int mark(int record) {
    return BigEndian.getInt(bytes(record), Arena.offset(record));
  }

  /** Changes the mark of a record. */
  public void mark(int record, int mark) {
    BigEndian.putInt(bytes(record), Arena.offset(record), mark);
  }

  /** Holds a record, until the next one is made or a value is put. */
  public byte[] bytes(int record) {
    return arena.bytes(record);
  }

  private int valueLength(int record) {
    return BigEndian.getInt(bytes(record), Arena.offset(record) + VALUE_LENGTH);
  }

  private int baseLength(int record) {
    return BigEndian.getInt(bytes(record), Arena.offset(record) + BASE_LENGTH);
  }

  /** Whether the key has a value. */
  public boolean hasValue(int record) {
    return valueLength(record) != NONE;
  }

  /** Where the value starts. */
  public int valueFrom(int record) {
    return keyTo(record) + Math.max(0, baseLength(record));
  }

  /** Where the value ends. */
  public int valueTo(int record) {
    return valueFrom(record) + valueLength(record);
  }

  /**
   * The key has no value any more. What the runs do not know of either is not kept as a record:
   * this one is not to be referred to any more.
   */
  public void drop(int record) {
    if (baseLength(record) == NONE) {
      delete(record, BigEndian.getInt(bytes(record), Arena.offset(record) + ROOM));
    } else {
      remove(record);
    }
  }

  /** The key has no value any more. */
  public void remove(int record) {
    BigEndian.putInt(bytes(record), Arena.offset(record) + VALUE_LENGTH, NONE);
  }

  /** Replaces the value. Returns the record, which may be another one now. */
  public int put(int record, byte[] value, int from, int to) {
    int length = to - from;
    int start = Arena.offset(record);
    boolean fits = length <= BigEndian.getInt(bytes(record), start + ROOM);
    int present = fits ? record : enlarged(record, length + length / GROWTH_PART);
    byte[] bytes = bytes(present);
    BigEndian.putInt(bytes, Arena.offset(present) + VALUE_LENGTH, length);
    System.arraycopy(value, from, bytes, valueFrom(present), length);
    return present;
  }

  private int enlarged(int record, int roomBytes) {
    int baseLength = baseLength(record);
    int base = Math.max(0, baseLength);
    int mark = mark(record);
    int present = replace(record, bytes(record), keyFrom(record), keyTo(record), base + roomBytes);
    head(present, roomBytes, baseLength, NONE);
    mark(present, mark);
    System.arraycopy(bytes(record), keyTo(record), bytes(present), keyTo(present), base);
    int start = Arena.offset(record);
    int room = BigEndian.getInt(bytes(record), start + ROOM);
    arena.give(record, keyTo(record) - start + base + room);
    return present;
  }

  @Override
  public long entries() {
    return size();
  }

  @Override
  public @Nullable Run write(RunStorage storage) {
    return write(List.of(this), storage);
  }

  /**
   * Writes what several tables hold to one run; null if they hold nothing.
   *
   * @param tables each with keys that come after all those of the table before
   */
  public static @Nullable Run write(List<ValueTable> tables, RunStorage storage) {
    long bytes = tables.stream().mapToLong(table -> table.arena.memoryBytes()).sum();
    RunBuilder builder = new RunBuilder(storage.open(bytes, false), false);
    try {
      for (ValueTable table : tables) {
        for (int record : RecordOrder.sort(table.records(), table.keys())) {
          table.write(record, builder);
        }
      }
      return builder.finish();
    } catch (RuntimeException e) {
      builder.abandon();
      throw e;
    }
  }

  private void write(int record, RunBuilder builder) {
    byte[] bytes = bytes(record);
    int key = keyFrom(record);
    int base = keyTo(record);
    int value = valueFrom(record);
    boolean had = baseLength(record) != NONE;
    boolean has = hasValue(record);
    int to = has ? valueTo(record) : value;
    int order = had && has ? Bytes.compare(bytes, base, value, bytes, value, to) : had ? -1 : 1;
    if (had && order < 0) {
      builder.add(bytes, key, base, value, -1, 0);
    }
    if (has && order != 0) {
      builder.add(bytes, key, base, bytes, value, to, 1, 0);
    }
    if (had && order > 0) {
      builder.add(bytes, key, base, value, -1, 0);
    }
  }
}

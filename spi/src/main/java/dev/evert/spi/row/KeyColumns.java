package dev.evert.spi.row;

import dev.evert.spi.type.Type;
import java.util.List;

/** Takes the key out of a row of one schema. One thread at a time. */
public final class KeyColumns {
  private final List<Type> types;
  private final int[] key;
  private final boolean ascending;
  private final int[] offsets;
  private final RowReader reader = new RowReader();

  /** For rows of a schema that has a key. */
  public KeyColumns(Schema schema) {
    this(schema.types(), schema.key().stream().mapToInt(Integer::intValue).toArray());
  }

  /** For rows of these types and a key of the columns with these indexes. */
  public KeyColumns(List<Type> types, int[] key) {
    this.types = List.copyOf(types);
    this.key = key.clone();
    this.ascending = isAscending(key);
    int last = 0;
    for (int column : key) {
      last = Math.max(last, column);
    }
    this.offsets = new int[last + 1];
  }

  private static boolean isAscending(int[] key) {
    for (int i = 1; i < key.length; i++) {
      if (key[i] <= key[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Appends the key of the row in {@code bytes[from, to)} to {@code out}, in {@link KeyFormat}. */
  public void copy(byte[] bytes, int from, int to, RowWriter out) {
    reader.set(bytes, from, to);
    if (ascending) {
      copyAscending(out);
      return;
    }
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = reader.offset();
      reader.skip(types.get(i));
    }
    for (int column : key) {
      reader.set(bytes, offsets[column], to);
      KeyFormat.copy(types.get(column), reader, out);
    }
  }

  private void copyAscending(RowWriter out) {
    int next = 0;
    for (int column : key) {
      while (next < column) {
        reader.skip(types.get(next++));
      }
      KeyFormat.copy(types.get(next++), reader, out);
    }
  }
}

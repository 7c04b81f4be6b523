package dev.evert.spi.row;

import dev.evert.spi.type.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a stream, table or view, and which of them identify a row.
 *
 * @param columns at least one, with distinct names
 * @param key indexes into {@code columns}, in the key's own order; empty where rows have no key and
 *     the table is a multiset
 */
public record Schema(List<Column> columns, List<Integer> key) {

  /** The most columns that a schema may have: PostgreSQL's own limit for a table. */
  public static final int MAX_COLUMNS = 1600;

  public Schema {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "a schema has 1 to " + MAX_COLUMNS + " columns, got " + columns.size());
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are named " + column.name());
      }
    }
    for (int index : key) {
      if (index < 0 || index >= columns.size()) {
        throw new IllegalArgumentException("key column " + index + " of " + columns.size());
      }
    }
    if (Set.copyOf(key).size() != key.size()) {
      throw new IllegalArgumentException("a column is twice in the key");
    }
  }

  /** The number of columns. */
  public int width() {
    return columns.size();
  }

  /** The column at {@code index}, counted from 0. */
  public Column column(int index) {
    return columns.get(index);
  }

  /** The type of the column at {@code index}, counted from 0. */
  public Type type(int index) {
    return columns.get(index).type();
  }

  /** The index of the column that is named so, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The schema of rows that have some of the columns only. They have a key where all its columns
   * are among them.
   *
   * @param chosen at least one, ascending
   */
  public Schema select(int... chosen) {
    List<Integer> places = Arrays.stream(chosen).boxed().toList();
    boolean identified = places.containsAll(key);
    return new Schema(
        places.stream().map(columns::get).toList(),
        identified ? key.stream().map(places::indexOf).toList() : List.of());
  }

  /** Whether rows are identified by a key. */
  public boolean keyed() {
    return !key.isEmpty();
  }

  /** The columns of the key, in the key's order. */
  public List<Column> keyColumns() {
    return key.stream().map(columns::get).toList();
  }

  /** The types of all columns, in order. */
  public List<Type> types() {
    return columns.stream().map(Column::type).toList();
  }

  @Override
  public String toString() {
    String names = columns.stream().map(Column::toString).collect(Collectors.joining(", "));
    String keys = keyColumns().stream().map(Column::name).collect(Collectors.joining(", "));
    return "(" + names + (keyed() ? ", primary key (" + keys + ")" : "") + ")";
  }
}

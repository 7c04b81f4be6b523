package dev.evert.connectors.postgres.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a source, each as it is known at present. Only the source's thread changes them;
 * any may look.
 */
public final class CapturedTables {
  private volatile List<CapturedTable> tables;

  /** With the tables as they are known at first. */
  public CapturedTables(List<CapturedTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /** The number of tables. */
  public int size() {
    return tables.size();
  }

  /** The table with this number. */
  public CapturedTable get(int number) {
    return tables.get(number);
  }

  /** The number of the table with this number in {@code pg_class}; -1 if it is not followed. */
  public int numberOf(int oid) {
    List<CapturedTable> now = tables;
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).oid() == oid) {
        return i;
      }
    }
    return -1;
  }

  /** The table has changed. */
  public void set(int number, CapturedTable table) {
    List<CapturedTable> changed = new ArrayList<>(tables);
    changed.set(number, table);
    tables = List.copyOf(changed);
  }

  /** All tables, in order. */
  public List<CapturedTable> all() {
    return tables;
  }
}

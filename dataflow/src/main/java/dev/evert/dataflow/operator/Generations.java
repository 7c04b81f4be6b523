package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.memtable.MultiTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables of rows that are not added to any more, the latest one first. Rows come about in the order
 * of their times: so a table is let go of whole, once its last row has expired, and each row is
 * looked at once for that. Where some rows stay for much longer, and tables with them, what is left
 * is put into one once there is twice as much as there was at the least since.
 */
final class Generations {
  private static final int MOST = 6;
  private static final long LEAST_ENTRIES = 1 << 10;

  private final List<Generation> all = new ArrayList<>();
  private long least = LEAST_ENTRIES;

  /** A table, and the first of its rows that may not have expired, 0 if all have. */
  private static final class Generation {
    private final MultiTable table;
    private int alive;

    Generation(MultiTable table) {
      this.table = table;
      this.alive = table.first();
    }

    boolean hasExpired(Expiry.Expired expired) {
      while (alive != 0 && isExpired(expired)) {
        alive = table.after(alive);
      }
      return alive == 0;
    }

    /** The first row of a key comes before its others. */
    private boolean isExpired(Expiry.Expired expired) {
      return table.hasKey(alive)
          ? test(table, alive, expired)
          : testOther(table, alive, true, expired);
    }
  }

  /** A table is not added to any more. */
  void add(MultiTable table) {
    all.addFirst(new Generation(table));
  }

  /** Lets go of what has expired. */
  void expire(Expiry.Expired expired) {
    all.removeIf(generation -> generation.hasExpired(expired));
    if (all.size() > MOST || entries() > 2 * least) {
      MultiTable left = new MultiTable();
      all.reversed().forEach(generation -> copy(generation.table, expired, left));
      clear();
      add(left);
      least = Math.max(LEAST_ENTRIES, entries());
    }
    least = Math.clamp(entries(), LEAST_ENTRIES, least);
  }

  /** Adds what has not expired to a table. */
  static void copy(MultiTable table, Expiry.Expired expired, MultiTable target) {
    for (int head : table.records()) {
      copy(table, head, expired, target);
    }
  }

  private static void copy(MultiTable table, int head, Expiry.Expired expired, MultiTable target) {
    byte[] key = table.bytes(head);
    int from = table.keyFrom(head);
    int to = table.keyTo(head);
    int hash = MultiTable.hash(key, from, to);
    boolean first = test(table, head, expired);
    for (int node = head; node != 0; node = table.next(node)) {
      boolean gone = node == head ? first : testOther(table, node, first, expired);
      if (!gone && table.weight(node) != 0) {
        int value = table.valueFrom(node);
        int end = table.valueTo(node);
        target.add(hash, key, from, to, table.bytes(node), value, end, table.weight(node));
      }
    }
  }

  private static boolean test(MultiTable table, int head, Expiry.Expired expired) {
    return expired.test(
        table.bytes(head), table.keyFrom(head), table.keyTo(head), table.valueTo(head));
  }

  private static boolean testOther(
      MultiTable table, int node, boolean first, Expiry.Expired expired) {
    return expired.testValue(table.bytes(node), table.valueFrom(node), table.valueTo(node), first);
  }

  /** The tables. */
  List<MultiTable> tables() {
    return all.stream().map(generation -> generation.table).toList();
  }

  /** The heap that they take. */
  long memoryBytes() {
    return all.stream().mapToLong(generation -> generation.table.memoryBytes()).sum();
  }

  /** How many entries they hold. */
  long entries() {
    return all.stream().mapToLong(generation -> generation.table.entries()).sum();
  }

  void clear() {
    all.clear();
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.Fetch;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.MultiTable;
import dev.evert.spi.row.RowWriter;

/**
 * Rows by key for inner joins: an arrangement, the latest entries of which lie in a hash table; and
 * its latest addition, the event. As with {@link Arranged}, all who use it are visited between two
 * events, so that each sees every event, and knows the state before and after it.
 */
final class RowIndex extends TableBuffer<MultiTable> {
  private final Arrangement arrangement;
  private final EntryBatch event = new EntryBatch();
  private final RowWriter entry = new RowWriter();
  private int[] hashes = new int[16];
  private int[] nodes = new int[16];
  private int border;
  private boolean takesBack;
  private long generation;

  RowIndex(Arrangement arrangement) {
    super(MultiTable::new);
    this.arrangement = arrangement;
    arrangement.attach(this);
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** Where the entries of the next event are written. */
  EntryBatch event() {
    return event;
  }

  /** Takes in the event that was written. */
  void accept() {
    arrangement.settle();
    MultiTable table = table();
    border = table.top();
    int size = event.size();
    if (hashes.length < size) {
      hashes = new int[2 * size];
      nodes = new int[2 * size];
    }
    byte[] bytes = event.bytes();
    for (int i = 0; i < size; i++) {
      int from = event.from(i);
      int to = event.keyTo(i);
      hashes[i] = MultiTable.hash(bytes, from, to);
      nodes[i] = table.add(hashes[i], bytes, from, to, to, event.to(i), event.weight(i));
      takesBack |= event.weight(i) < 0;
    }
    generation++;
  }

  /** Everyone has seen the event: what it takes back is not looked for any more. */
  void reset() {
    if (takesBack) {
      for (int i = 0; i < event.size(); i++) {
        if (event.weight(i) < 0) {
          table().cancel(hashes[i], event.bytes(), event.from(i), event.keyTo(i), nodes[i]);
        }
      }
      takesBack = false;
    }
    event.reset();
    if (hashes.length > 1 << 17) {
      hashes = new int[16];
      nodes = new int[16];
    }
  }

  /** What is left is put into another table. Nobody refers to nodes between two events. */
  @Override
  public boolean expire(Expiry.Expired expired) {
    MultiTable all = renew();
    for (int head : all.records()) {
      int hash = MultiTable.hash(all.bytes(head), all.keyFrom(head), all.keyTo(head));
      for (int node = head; node != 0; node = all.next(node)) {
        if (all.weight(node) != 0) {
          keep(all, head, node, hash, expired);
        }
      }
    }
    return true;
  }

  private void keep(MultiTable all, int head, int node, int hash, Expiry.Expired expired) {
    int keyBytes = all.keyTo(head) - all.keyFrom(head);
    int valueBytes = all.valueTo(node) - all.valueFrom(node);
    entry.reset().putEncoded(all.bytes(head), all.keyFrom(head), keyBytes);
    entry.putEncoded(all.bytes(node), all.valueFrom(node), valueBytes);
    byte[] bytes = entry.buffer();
    if (!expired.test(bytes, 0, keyBytes, entry.size())) {
      table().add(hash, bytes, 0, keyBytes, keyBytes, entry.size(), all.weight(node));
    }
  }

  /** One operator's look at it. */
  static final class Look {
    private static final Run[] NO_RUNS = {};

    private final RowIndex index;
    private final GroupCursor cursor = new GroupCursor();
    private final Fetch fetch;
    private Run[] runs = NO_RUNS;
    private long taken;
    private boolean pending;
    private long total;
    private int limit;
    private int border;
    private MultiTable table = new MultiTable();
    private int node;
    private int olderNode;
    private boolean inRuns;
    private boolean fresh;

    Look(RowIndex index) {
      this.index = index;
      this.fetch = index.arrangement.fetch();
      this.taken = index.generation;
    }

    /** Whether there is an event that was not taken yet. */
    boolean take() {
      pending = taken != index.generation && index.event.size() > 0;
      taken = index.generation;
      if (pending) {
        total += index.event.size();
      }
      return pending;
    }

    EntryBatch event() {
      return index.event;
    }

    /** The hash of the key of an entry of the event. */
    int hash(int entry) {
      return index.hashes[entry];
    }

    /** Looks keys up from now on. */
    void begin(boolean withEvent) {
      limit = withEvent || !pending ? Integer.MAX_VALUE : index.border;
      runs = index.arrangement.runs();
      if (runs.length > 0) {
        cursor.over(runs);
      }
    }

    /** Has what lies in files brought near of the keys that another's event is looked up by. */
    void expect(Look other) {
      if (runs.length > 0) {
        fetch.read(cursor, other.event());
      }
    }

    /** Stands before the first value of a key; the key's bytes stay as they are until the next. */
    void seek(int hash, byte[] key, int from, int to) {
      table = index.table();
      border = limit;
      node = table.seek(hash, key, from, to);
      MultiTable older = index.older();
      olderNode = older == null ? 0 : older.seek(hash, key, from, to);
      inRuns = runs.length > 0 && cursor.seek(key, from, to);
      fresh = true;
    }

    /** Moves to the next value; false if there is none. Equal ones may come one by one. */
    boolean next() {
      if (node != 0) {
        node = fresh ? node : table.next(node);
        fresh = false;
        while (node != 0 && (node >= border || table.weight(node) == 0)) {
          node = table.next(node);
        }
        if (node != 0) {
          return true;
        }
      }
      MultiTable older = index.older();
      if (olderNode != 0 && older != null) {
        goOnIn(older);
        return next();
      }
      return inRuns && cursor.next();
    }

    /** The values before have all been gone through. */
    private void goOnIn(MultiTable older) {
      table = older;
      border = Integer.MAX_VALUE;
      node = olderNode;
      olderNode = 0;
      fresh = true;
    }

    byte[] bytes() {
      return node != 0 ? table.bytes(node) : cursor.bytes();
    }

    int from() {
      return node != 0 ? table.valueFrom(node) : cursor.valueFrom();
    }

    int to() {
      return node != 0 ? table.valueTo(node) : cursor.valueTo();
    }

    long weight() {
      return node != 0 ? table.weight(node) : cursor.weight();
    }

    /** No more keys are looked up. */
    void end() {
      if (runs.length > 0) {
        cursor.clear();
        runs = NO_RUNS;
      }
    }

    long total() {
      return total;
    }
  }
}

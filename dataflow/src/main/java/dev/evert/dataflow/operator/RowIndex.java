package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Fetch;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.MultiTable;

/**
 * Rows by key for inner joins: an arrangement, the latest entries of which lie in a hash table; and
 * its latest addition, the event. As with {@link Arranged}, all who use it are visited between two
 * events, so that each sees every event, and knows the state before and after it.
 */
final class RowIndex {
  private final Arrangement arrangement;
  private final RowTables tables = new RowTables();
  private final EntryBatch event = new EntryBatch();
  private int[] hashes = new int[16];
  private int[] nodes = new int[16];
  private int border;
  private boolean takesBack;
  private long generation;

  RowIndex(Arrangement arrangement) {
    this.arrangement = arrangement;
    arrangement.attach(tables);
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
    MultiTable table = tables.table();
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
      nodes[i] = table.add(hashes[i], bytes, from, to, bytes, to, event.to(i), event.weight(i));
      takesBack |= event.weight(i) < 0;
    }
    generation++;
  }

  /** Everyone has seen the event: what it takes back is not looked for any more. */
  void reset() {
    if (takesBack) {
      for (int i = 0; i < event.size(); i++) {
        if (event.weight(i) < 0) {
          tables.table().cancel(hashes[i], event.bytes(), event.from(i), event.keyTo(i), nodes[i]);
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

  /** One operator's look at it. */
  static final class Look {
    private static final Run[] NO_RUNS = {};
    private static final MultiTable[] NO_TABLES = {};

    private final RowIndex index;
    private final GroupCursor cursor = new GroupCursor();
    private final Fetch fetch;
    private Run[] runs = NO_RUNS;
    private long taken;
    private boolean pending;
    private long total;
    private int limit;
    private MultiTable[] tables = NO_TABLES;
    private MultiTable table = new MultiTable();
    private int place;
    private int node;
    private boolean inRuns;
    private int hash;
    private byte[] key = {};
    private int keyFrom;
    private int keyTo;
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
      tables = index.tables.all();
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
      this.hash = hash;
      this.key = key;
      this.keyFrom = from;
      this.keyTo = to;
      enter(0);
      inRuns = runs.length > 0 && cursor.seek(key, from, to);
    }

    private void enter(int next) {
      place = next;
      table = tables[next];
      node = table.seek(hash, key, keyFrom, keyTo);
      fresh = true;
    }

    /** Moves to the next value; false if there is none. Equal ones may come one by one. */
    boolean next() {
      int before = place == 0 ? limit : Integer.MAX_VALUE;
      while (node != 0) {
        node = fresh ? node : table.next(node);
        fresh = false;
        if (node != 0 && node < before && table.weight(node) != 0) {
          return true;
        }
      }
      if (place < tables.length - 1) {
        enter(place + 1);
        return next();
      }
      return inRuns && cursor.next();
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
      tables = NO_TABLES;
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

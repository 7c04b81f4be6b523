package dev.evert.engine;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A source over an {@link OutsideDatabase}: copies its tables in chunks, then follows its log in
 * batches that are cut anywhere, also inside transactions. In a simulation {@link #step} is called
 * from outside; otherwise {@link #run} does that.
 */
final class ModelSource implements Source {
  /** How many transactions the tables hold; absent until they are complete. */
  static final String AT = "at";

  private final OutsideDatabase database;
  private final Random random;
  private final boolean stepped;
  private final SourceBatch batch = new SourceBatch();
  private @Nullable SourceFeed feed;
  private List<OutsideDatabase.Table> copying = List.of();
  private int copyingFrom;
  private int table;
  private int row;
  private boolean copied;
  private boolean remembers;
  private int at;
  private int change;
  private volatile boolean closed;

  /**
   * @param stepped whether {@link #run} only begins, and {@link #step} is called from outside
   */
  ModelSource(OutsideDatabase database, Random random, boolean stepped) {
    this.database = database;
    this.random = random;
    this.stepped = stepped;
  }

  @Override
  public List<SourceTable> tables() {
    List<SourceTable> tables = new ArrayList<>();
    for (Schema schema : database.schemas()) {
      tables.add(new SourceTable("table" + tables.size(), schema));
    }
    return tables;
  }

  @Override
  public boolean bounded() {
    return false;
  }

  @Override
  public void run(SourceFeed to) throws InterruptedException {
    begin(to);
    while (!stepped && !to.stopping() && !closed) {
      if (!step()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private void begin(SourceFeed to) {
    feed = to;
    byte[] known = to.state().get(AT);
    copied = known != null;
    remembers = copied;
    at = known == null ? 0 : ByteBuffer.wrap(known).getInt();
  }

  /** Appends what comes next, durably; whether there was anything to do. */
  boolean step() throws InterruptedException {
    SourceFeed to = feed;
    if (to == null || closed) {
      return false;
    }
    boolean copies = !copied;
    if (copies) {
      copy();
    } else {
      follow();
    }
    if (batch.isEmpty()) {
      return copies; // no more than a table's end was passed
    }
    long number = to.append(batch);
    batch.reset();
    to.awaitDurable(number);
    return true;
  }

  /** Takes the tables anew from the next step on. */
  void copyAnew() {
    if (copied && !batch.transactionOpen()) {
      copied = false;
      copying = List.of();
    }
  }

  private void copy() {
    if (copying.isEmpty()) {
      copying = database.snapshot();
      copyingFrom = database.end();
      table = 0;
      row = 0;
      for (int i = 0; remembers && i < copying.size(); i++) {
        batch.control(ChangeKind.RESET, i);
      }
      batch.clearState(AT);
      remembers = true;
    }
    for (int left = 1 + random.nextInt(20); left > 0 && table < copying.size(); left--) {
      copyRow();
    }
    if (table == copying.size()) {
      at = copyingFrom;
      copied = true;
      batch.control(ChangeKind.COMPLETE, 0);
      state();
    }
  }

  private void copyRow() {
    OutsideDatabase.Table from = copying.get(table);
    List<byte[]> rows = from.rows();
    if (row == rows.size()) {
      table++;
      row = 0;
      return;
    }
    byte[] bytes = rows.get(row++);
    byte[] none = {};
    boolean keyed = from.schema().keyed();
    byte[] key = keyed ? Rows.key(from.schema(), bytes) : none;
    ChangeKind kind = keyed ? ChangeKind.UPSERT : ChangeKind.INSERT;
    add(new OutsideDatabase.Change(kind, table, none, key, bytes));
  }

  /** What is appended with the end of a transaction says so: it would be read again otherwise. */
  private void follow() {
    int before = at;
    int left = 1 + random.nextInt(8);
    while (left > 0 && at < database.end()) {
      OutsideDatabase.Transaction transaction = database.transaction(at);
      if (!batch.transactionOpen()) {
        batch.transaction(transaction.operation(), at);
      }
      while (left-- > 0 && change < transaction.changes().size()) {
        add(transaction.changes().get(change++));
      }
      if (change == transaction.changes().size()) {
        batch.endTransaction();
        change = 0;
        at++;
        if (random.nextInt(4) == 0) {
          state();
        }
      }
    }
    if (at > before) {
      state();
    }
  }

  private void state() {
    batch.state(AT, ByteBuffer.allocate(Integer.BYTES).putInt(at).array());
  }

  private void add(OutsideDatabase.Change change) {
    RowWriter out = batch.begin(change.kind(), change.table());
    out.putEncoded(change.row(), 0, change.row().length);
    batch.endRow();
    out.putEncoded(change.key(), 0, change.key().length);
    if (change.kind() == ChangeKind.MOVE) {
      batch.endKey();
      out.putEncoded(change.oldKey(), 0, change.oldKey().length);
    }
    batch.end();
  }

  @Override
  public SourceSnapshot snapshot() {
    List<OutsideDatabase.Table> tables;
    int end;
    synchronized (database) {
      tables = database.snapshot();
      end = database.end();
    }
    return new Snapshot(tables, end);
  }

  private record Snapshot(List<OutsideDatabase.Table> tables, int end) implements SourceSnapshot {
    @Override
    public boolean reached(Map<String, byte[]> state) {
      return at(state) >= end;
    }

    @Override
    public boolean passed(Map<String, byte[]> state) {
      return at(state) > end;
    }

    private static int at(Map<String, byte[]> state) {
      byte[] known = state.get(AT);
      return known == null ? -1 : ByteBuffer.wrap(known).getInt();
    }

    @Override
    public void scan(int table, RowVisitor visitor) {
      tables.get(table).rows().forEach(row -> visitor.row(row, 0, row.length));
    }

    @Override
    public void close() {}
  }

  @Override
  public void drop() {}

  @Override
  public void close() {
    closed = true;
  }
}

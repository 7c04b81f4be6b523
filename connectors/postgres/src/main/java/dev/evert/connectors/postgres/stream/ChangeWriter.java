package dev.evert.connectors.postgres.stream;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.sql.SQLException;
import java.util.Arrays;

/** Turns inserts, updates and deletes of the stream into changes of a batch. One thread. */
final class ChangeWriter {
  private final Appender appender;
  private final CatchUp catchUp;
  private final Tuple row = new Tuple();
  private final Tuple old = new Tuple();
  private final RowWriter newKey = new RowWriter();
  private final RowWriter oldKey = new RowWriter();

  ChangeWriter(Appender appender, CatchUp catchUp) {
    this.appender = appender;
    this.catchUp = catchUp;
  }

  /** An insert; {@code at} is where its row stands. */
  void insert(Binding table, byte[] message, int at) throws InterruptedException {
    row.set(message, at, true);
    SourceBatch batch = appender.change();
    if (table.keyed()) {
      int start = batch.begin(ChangeKind.UPSERT, table.table()).size();
      table.putRow(row, null, batch.writer());
      batch.endRow();
      table.putKey(batch.writer(), start);
      batch.end();
    } else {
      putWhole(ChangeKind.INSERT, table, row, batch);
    }
  }

  private static void putWhole(ChangeKind kind, Binding table, Tuple from, SourceBatch batch) {
    batch.begin(kind, table.table());
    if (table.putRow(from, null, batch.writer())) {
      batch.cancel();
      throw lacking("a value of a row");
    }
    batch.endRow();
    batch.end();
  }

  /** An update; {@code at} is where the kind of its first row stands. */
  void update(Binding table, byte[] message, int at) throws InterruptedException, SQLException {
    boolean told = message[at] == 'K' || message[at] == 'O';
    int next = told ? old.set(message, at + 1, message[at] == 'O') : at;
    row.set(message, next + 1, true);
    if (!table.keyed()) {
      replace(table, told);
      return;
    }
    boolean moved = told && keysDiffer(table);
    SourceBatch batch = appender.change();
    int start = batch.begin(moved ? ChangeKind.MOVE : ChangeKind.UPSERT, table.table()).size();
    boolean partial = table.putRow(row, told ? old : null, batch.writer());
    if (partial && !catchUp.over() && mends(table, told, moved)) {
      batch.cancel();
      putAsItIsNow(table, moved, batch);
      return;
    }
    batch.endRow();
    table.putKey(batch.writer(), start);
    if (moved) {
      batch.endKey();
      batch.writer().putEncoded(oldKey.buffer(), 0, oldKey.size());
    }
    batch.end();
  }

  private boolean mends(Binding table, boolean told, boolean moved) {
    putNewKey(table, told);
    long lsn = appender.commitLsn();
    return catchUp.mends(lsn, table.table(), newKey.toBytes())
        || (moved && catchUp.mends(lsn, table.table(), oldKey.toBytes()));
  }

  private boolean keysDiffer(Binding table) {
    table.putKeyOf(old, oldKey.reset());
    putNewKey(table, true);
    return !Arrays.equals(oldKey.buffer(), 0, oldKey.size(), newKey.buffer(), 0, newKey.size());
  }

  private void putNewKey(Binding table, boolean told) {
    table.putKeyOf(row, told ? old : null, newKey.reset());
  }

  private void replace(Binding table, boolean told) throws InterruptedException {
    if (!told || !old.whole()) {
      throw lacking("the old row of an update");
    }
    putWhole(ChangeKind.RETRACT, table, old, appender.change());
    SourceBatch batch = appender.change();
    batch.begin(ChangeKind.INSERT, table.table());
    if (table.putRow(row, old, batch.writer())) {
      batch.cancel();
      throw lacking("a value of an updated row");
    }
    batch.endRow();
    batch.end();
  }

  private static EvertException lacking(String what) {
    return new EvertException(
        ErrorCode.TABLE_WITHOUT_KEY, "the log does not tell " + what + " in a table without key");
  }

  /** A delete; {@code at} is where the kind of its row stands. */
  void delete(Binding table, byte[] message, int at) throws InterruptedException {
    old.set(message, at + 1, message[at] == 'O');
    SourceBatch batch = appender.change();
    if (table.keyed()) {
      batch.begin(ChangeKind.DELETE, table.table());
      batch.endRow();
      table.putKeyOf(old, batch.writer());
      batch.end();
    } else if (old.whole()) {
      putWhole(ChangeKind.RETRACT, table, old, batch);
    } else {
      throw lacking("the old row of a delete");
    }
  }

  /** Values that stay unchanged may be those of a row that no copy has seen: reads it anew. */
  private void putAsItIsNow(Binding table, boolean moved, SourceBatch batch) throws SQLException {
    byte[] key = newKey.toBytes();
    RowWriter found = new RowWriter();
    boolean there = catchUp.find(table.table(), key, found, batch);
    if (moved) {
      putDelete(table, oldKey.toBytes(), batch);
    }
    if (!there) {
      putDelete(table, key, batch);
      return;
    }
    batch.begin(ChangeKind.UPSERT, table.table());
    batch.writer().putEncoded(found.buffer(), 0, found.size());
    batch.endRow();
    batch.writer().putEncoded(key, 0, key.length);
    batch.end();
  }

  private static void putDelete(Binding table, byte[] key, SourceBatch batch) {
    batch.begin(ChangeKind.DELETE, table.table());
    batch.endRow();
    batch.writer().putEncoded(key, 0, key.length);
    batch.end();
  }
}

package dev.evert.spi.source;

import dev.evert.spi.row.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Changes that a source appends together, with whatever it must remember about how far it is.
 *
 * <p>A change is written in this order: {@link #begin}, the row's fields to {@link #writer}, {@link
 * #endRow}, the key's fields, for a MOVE {@link #endKey} and the old key's fields, {@link #end}.
 * Keys are in {@link dev.evert.spi.row.KeyFormat}. What a kind does not need stays empty: a DELETE
 * has no row, an INSERT no key, a TRUNCATE neither.
 *
 * <p>A transaction is opened by {@link #transaction} and closed by {@link #endTransaction}. One
 * that is too large for a batch goes on in the next ones of the same thread: it becomes visible,
 * whole, with the batch that closes it; an unfinished one is dropped when the source begins
 * another.
 *
 * <p>One thread at a time; reset and used again, a batch does not allocate.
 */
public final class SourceBatch {
  /** Changes come in thousands: fewer than this cost more in appends than in bytes. */
  public static final int SUGGESTED_BYTES = 1 << 20;

  /** The most bytes of one batch; a larger transaction is split. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int LAST = 1 << 8;
  private static final int INSIDE = 1 << 9;
  private static final int KIND = LAST - 1;
  private static final int LAST_OF_ROWS = ChangeKind.TRUNCATE.code();

  private final RowWriter writer = new RowWriter(1 << 16);
  private int count;
  private int[] kinds = new int[256];
  private int[] tables = new int[256];
  private int[] starts = new int[256];
  private int[] rowEnds = new int[256];
  private int[] keyEnds = new int[256];
  private int[] ends = new int[256];
  private long[] operationHighs = new long[256];
  private long[] operationLows = new long[256];
  private long[] timesMicros = new long[256];
  private long operationHigh;
  private long operationLow;
  private long timeMicros;
  private boolean open;
  private boolean openAtStart;

  /** Forgets all changes and keeps the buffers. An open transaction stays open. */
  public SourceBatch reset() {
    count = 0;
    writer.reset();
    openAtStart = open;
    return this;
  }

  /** The number of changes. */
  public int size() {
    return count;
  }

  /** The number of changes of rows: those that tell of schema, state or progress do not count. */
  public int rowChanges() {
    int rows = 0;
    for (int i = 0; i < count; i++) {
      rows += (kinds[i] & KIND) <= LAST_OF_ROWS ? 1 : 0;
    }
    return rows;
  }

  /** The bytes of all changes. */
  public int sizeBytes() {
    return writer.size();
  }

  /** Whether there are no changes. */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * Opens a transaction: the following changes are part of it.
   *
   * @param operation its operation id
   * @param timeMicros when it was committed, in microseconds since 1970-01-01 UTC
   */
  public void transaction(UUID operation, long timeMicros) {
    transaction(
        operation.getMostSignificantBits(), operation.getLeastSignificantBits(), timeMicros);
  }

  /** {@link #transaction(UUID, long)} without an object. */
  public void transaction(long operationHigh, long operationLow, long timeMicros) {
    this.operationHigh = operationHigh;
    this.operationLow = operationLow;
    this.timeMicros = timeMicros;
    open = true;
  }

  /** The open transaction has this operation id after all, also for its changes in this batch. */
  public void operation(long operationHigh, long operationLow) {
    this.operationHigh = operationHigh;
    this.operationLow = operationLow;
    for (int i = count - 1; i >= 0 && !lastOfTransaction(i); i--) {
      if (insideTransaction(i)) {
        operationHighs[i] = operationHigh;
        operationLows[i] = operationLow;
      }
    }
  }

  /** Closes the transaction: its last change is the last one written. */
  public void endTransaction() {
    open = false;
    operationHigh = 0;
    operationLow = 0;
    if (count > 0) {
      kinds[count - 1] |= LAST;
    }
  }

  /** Says when the following changes were made, as long as no transaction is opened. */
  public void time(long timeMicros) {
    this.timeMicros = timeMicros;
  }

  /** Whether a transaction is open: it goes on in the next batch. */
  public boolean transactionOpen() {
    return open;
  }

  /** Whether the batch goes on with a transaction that was open at the last reset. */
  public boolean continuesTransaction() {
    return openAtStart;
  }

  /** Begins a change of the table with this number. */
  public RowWriter begin(ChangeKind kind, int table) {
    if (count == kinds.length) {
      grow();
    }
    boolean inside = open && kind != ChangeKind.STATE;
    kinds[count] = inside ? kind.code() | INSIDE : kind.code();
    tables[count] = table;
    starts[count] = writer.size();
    rowEnds[count] = writer.size();
    keyEnds[count] = -1;
    operationHighs[count] = operationHigh;
    operationLows[count] = operationLow;
    timesMicros[count] = timeMicros;
    return writer;
  }

  /** Where the fields of the change go that was begun. */
  public RowWriter writer() {
    return writer;
  }

  /** The row is written, its key follows. */
  public void endRow() {
    rowEnds[count] = writer.size();
  }

  /** The key is written, the old key follows. */
  public void endKey() {
    keyEnds[count] = writer.size();
  }

  /** The change is whole. */
  public void end() {
    ends[count] = writer.size();
    if (keyEnds[count] < 0) {
      keyEnds[count] = writer.size();
    }
    count++;
  }

  /** The change that was begun is not wanted after all. */
  public void cancel() {
    writer.truncate(starts[count]);
  }

  /** A change that concerns the table or the source as a whole. */
  public void control(ChangeKind kind, int table) {
    begin(kind, table);
    end();
  }

  /** From here on the table's rows have this schema; the bytes are {@code SchemaFormat}'s. */
  public void schema(int table, byte[] schema) {
    begin(ChangeKind.SCHEMA, table);
    raw(schema);
    endRow();
    end();
  }

  /**
   * Sets an entry of the source's state. It is never part of a transaction: it takes effect with
   * its batch, even where it stands between changes of a transaction that goes on.
   */
  public void state(String name, byte[] value) {
    begin(ChangeKind.STATE, 0);
    raw(value);
    endRow();
    raw(name.getBytes(StandardCharsets.UTF_8));
    end();
  }

  /** Removes an entry of the source's state. */
  public void clearState(String name) {
    state(name, new byte[0]);
  }

  private void raw(byte[] bytes) {
    writer.putEncoded(bytes, 0, bytes.length);
  }

  /** The kind of the change {@code i}. */
  public ChangeKind kind(int i) {
    return ChangeKind.ofCode(kinds[i] & KIND);
  }

  /** Whether the change {@code i} is the last of its transaction. */
  public boolean lastOfTransaction(int i) {
    return (kinds[i] & LAST) != 0;
  }

  /** Whether the change {@code i} belongs to a transaction. */
  public boolean insideTransaction(int i) {
    return (kinds[i] & INSIDE) != 0;
  }

  /** The number of the table that the change {@code i} is about. */
  public int table(int i) {
    return tables[i];
  }

  /** Holds the bytes of all changes. */
  public byte[] bytes() {
    return writer.buffer();
  }

  /** Where the row of the change {@code i} starts. */
  public int rowStart(int i) {
    return starts[i];
  }

  /** Where the row of the change {@code i} ends and its key starts. */
  public int rowEnd(int i) {
    return rowEnds[i];
  }

  /** Where the key of the change {@code i} ends and its old key starts. */
  public int keyEnd(int i) {
    return keyEnds[i];
  }

  /** Where the old key of the change {@code i} ends. */
  public int end(int i) {
    return ends[i];
  }

  /** The upper half of the operation id of the change {@code i}; both halves 0 mean none. */
  public long operationHigh(int i) {
    return operationHighs[i];
  }

  /** The lower half of the operation id of the change {@code i}. */
  public long operationLow(int i) {
    return operationLows[i];
  }

  /** When the change {@code i} was committed, in microseconds since 1970-01-01 UTC. */
  public long timeMicros(int i) {
    return timesMicros[i];
  }

  private void grow() {
    int larger = 2 * count;
    kinds = Arrays.copyOf(kinds, larger);
    tables = Arrays.copyOf(tables, larger);
    starts = Arrays.copyOf(starts, larger);
    rowEnds = Arrays.copyOf(rowEnds, larger);
    keyEnds = Arrays.copyOf(keyEnds, larger);
    ends = Arrays.copyOf(ends, larger);
    operationHighs = Arrays.copyOf(operationHighs, larger);
    operationLows = Arrays.copyOf(operationLows, larger);
    timesMicros = Arrays.copyOf(timesMicros, larger);
  }
}

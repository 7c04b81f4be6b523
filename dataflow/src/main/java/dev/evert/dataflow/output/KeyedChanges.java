package dev.evert.dataflow.output;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/** Reads the changes of a view with a key: of each key the row taken away and the row put there. */
final class KeyedChanges implements ChangeCursor {
  private final HeldRuns runs;
  private final MergeCursor cursor = new MergeCursor();
  private final boolean causesKnown;
  private final RowWriter key = new RowWriter();
  private final RowWriter before = new RowWriter();
  private final RowWriter after = new RowWriter();
  private boolean hasBefore;
  private boolean hasAfter;
  private long cause;
  private boolean more;

  /**
   * Reads from the first key on.
   *
   * @param positive so many of the runs are added up, the others taken away
   */
  KeyedChanges(HeldRuns runs, int positive, boolean causesKnown) {
    this.runs = runs;
    this.causesKnown = causesKnown;
    cursor.over(runs.runs(), positive);
    more = cursor.next();
  }

  /** Reads the keys after this one. */
  KeyedChanges(HeldRuns runs, int positive, boolean causesKnown, byte[] key, int from, int to) {
    this.runs = runs;
    this.causesKnown = causesKnown;
    byte[] last = Arrays.copyOfRange(key, from, to);
    cursor.from(runs.runs(), positive, last, 0, last.length);
    do {
      more = cursor.next();
    } while (more
        && Bytes.equal(last, 0, last.length, cursor.bytes(), cursor.keyFrom(), cursor.keyTo()));
  }

  @Override
  public boolean next() {
    if (!more) {
      return false;
    }
    int from = cursor.keyFrom();
    key.reset().putEncoded(cursor.bytes(), from, cursor.keyTo() - from);
    hasBefore = false;
    hasAfter = false;
    cause = Long.MIN_VALUE;
    do {
      take();
      more = cursor.next();
    } while (more && isSameKey());
    return true;
  }

  private boolean isSameKey() {
    return Bytes.equal(
        key.buffer(), 0, key.size(), cursor.bytes(), cursor.keyFrom(), cursor.keyTo());
  }

  private void take() {
    int from = cursor.keyTo();
    int length = cursor.valueTo() - from;
    if (cursor.weight() > 0) {
      hasAfter = true;
      after.reset().putEncoded(cursor.bytes(), from, length);
    } else {
      hasBefore = true;
      before.reset().putEncoded(cursor.bytes(), from, length);
    }
    cause = Math.max(cause, cursor.cause());
  }

  @Override
  public byte[] keyBytes() {
    return key.buffer();
  }

  @Override
  public int keyFrom() {
    return 0;
  }

  @Override
  public int keyTo() {
    return key.size();
  }

  @Override
  public boolean hasBefore() {
    return hasBefore;
  }

  @Override
  public byte[] beforeBytes() {
    return before.buffer();
  }

  @Override
  public int beforeFrom() {
    return 0;
  }

  @Override
  public int beforeTo() {
    return before.size();
  }

  @Override
  public boolean hasAfter() {
    return hasAfter;
  }

  @Override
  public byte[] afterBytes() {
    return after.buffer();
  }

  @Override
  public int afterFrom() {
    return 0;
  }

  @Override
  public int afterTo() {
    return after.size();
  }

  @Override
  public long cause() {
    return causesKnown ? cause : UNKNOWN_CAUSE;
  }

  @Override
  public void close() {
    more = false;
    cursor.clear();
    runs.close();
  }
}

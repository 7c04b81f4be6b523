package dev.evert.dataflow.output;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the rows of runs that it holds. */
public final class StoredRows implements RowCursor {
  private final HeldRuns runs;
  private final boolean keyed;
  private final MergeCursor cursor = new MergeCursor();
  private byte[] after = {};
  private boolean skipping;
  private final RowWriter fitted = new RowWriter();
  private final @Nullable RowShape shape;

  /**
   * Reads from the first row on.
   *
   * @param shape what rows are brought to; null if they are right as they are
   */
  public StoredRows(HeldRuns runs, boolean keyed, @Nullable RowShape shape) {
    this.runs = runs;
    this.keyed = keyed;
    this.shape = shape;
    cursor.over(runs.runs());
  }

  @Override
  public boolean next() {
    while (cursor.next()) {
      if (cursor.weight() > 0 && !(skipping && isSkipped())) {
        skipping = false;
        fit();
        return true;
      }
    }
    return false;
  }

  private void fit() {
    if (shape != null) {
      int from = keyed ? cursor.keyTo() : cursor.keyFrom();
      shape.fit(cursor.bytes(), from, cursor.valueTo(), fitted.reset());
    }
  }

  private boolean isSkipped() {
    return Bytes.equal(after, 0, after.length, cursor.bytes(), cursor.keyFrom(), cursor.keyTo());
  }

  @Override
  public void skipTo(byte[] key, int from, int to) {
    after = Arrays.copyOfRange(key, from, to);
    skipping = true;
    cursor.from(runs.runs(), after, 0, after.length);
  }

  @Override
  public byte[] keyBytes() {
    return cursor.bytes();
  }

  @Override
  public int keyFrom() {
    return cursor.keyFrom();
  }

  @Override
  public int keyTo() {
    return cursor.keyTo();
  }

  @Override
  public byte[] rowBytes() {
    return shape == null ? cursor.bytes() : fitted.buffer();
  }

  @Override
  public int rowFrom() {
    if (shape != null) {
      return 0;
    }
    return keyed ? cursor.keyTo() : cursor.keyFrom();
  }

  @Override
  public int rowTo() {
    return shape == null ? cursor.valueTo() : fitted.size();
  }

  @Override
  public long weight() {
    return cursor.weight();
  }

  @Override
  public void close() {
    cursor.clear();
    runs.close();
  }
}

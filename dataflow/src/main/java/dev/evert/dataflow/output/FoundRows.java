package dev.evert.dataflow.output;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one key of runs that it holds. */
public final class FoundRows implements RowCursor {
  private final HeldRuns runs;
  private final byte[] key;
  private final GroupCursor group = new GroupCursor();
  private final RowWriter fitted = new RowWriter();
  private final @Nullable RowShape shape;
  private boolean found;

  /**
   * Looks a key up.
   *
   * @param shape what rows are brought to; null if they are right as they are
   */
  public FoundRows(HeldRuns runs, byte[] key, int from, int to, @Nullable RowShape shape) {
    this.runs = runs;
    this.key = Arrays.copyOfRange(key, from, to);
    this.shape = shape;
    this.found = group.over(runs.runs()).seek(this.key, 0, this.key.length);
  }

  @Override
  public boolean next() {
    found = found && group.next();
    if (found && shape != null) {
      shape.fit(group.bytes(), group.valueFrom(), group.valueTo(), fitted.reset());
    }
    return found;
  }

  @Override
  public void skipTo(byte[] other, int from, int to) {
    boolean beyond = Arrays.compareUnsigned(other, from, to, key, 0, key.length) >= 0;
    found = found && !beyond;
  }

  @Override
  public byte[] keyBytes() {
    return key;
  }

  @Override
  public int keyFrom() {
    return 0;
  }

  @Override
  public int keyTo() {
    return key.length;
  }

  @Override
  public byte[] rowBytes() {
    return shape == null ? group.bytes() : fitted.buffer();
  }

  @Override
  public int rowFrom() {
    return shape == null ? group.valueFrom() : 0;
  }

  @Override
  public int rowTo() {
    return shape == null ? group.valueTo() : fitted.size();
  }

  @Override
  public long weight() {
    return group.weight();
  }

  @Override
  public void close() {
    group.clear();
    runs.close();
  }
}

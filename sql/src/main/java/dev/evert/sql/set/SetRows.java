package dev.evert.sql.set;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/** The rows that one call of a function gives. One thread; reused. */
public final class SetRows {
  /** The most rows that one call may give. */
  public static final int MAX_ROWS = 1_000_000;

  private final RowWriter writer = new RowWriter();
  private int[] ends = new int[16];
  private int size;

  /** Where the next row is written. */
  public RowWriter writer() {
    return writer;
  }

  /** Ends the row that was written. */
  public void end() {
    if (size == MAX_ROWS) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, "a call gives more than " + MAX_ROWS + " rows");
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = writer.size();
  }

  void reset() {
    writer.reset();
    size = 0;
  }

  int size() {
    return size;
  }

  void copy(int row, RowWriter out) {
    int from = row == 0 ? 0 : ends[row - 1];
    out.putEncoded(writer.buffer(), from, ends[row] - from);
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one key in a {@link SetOperator}, in order, with how often each was there before a
 * change and is after it.
 */
final class CountedRows {
  private static final int RIGHT = 1;

  private final RowWriter bytes = new RowWriter();
  private int size;
  private int[] ends = new int[8];
  private long[] before = new long[8];
  private long[] after = new long[8];
  private long leftBefore;
  private long leftAfter;
  private long rightBefore;
  private long rightAfter;
  private long cause;
  private @Nullable GroupCursor state;

  /** Begins with what the arrangement has; null if it has nothing. */
  void begin(@Nullable GroupCursor group) {
    bytes.reset();
    size = 0;
    leftBefore = 0;
    leftAfter = 0;
    rightBefore = 0;
    rightAfter = 0;
    cause = Long.MIN_VALUE;
    state = group;
    advance();
  }

  private void advance() {
    if (state != null && !state.next()) {
      state = null;
    }
  }

  /** A value, side byte first, is there more or less often; values come in ascending order. */
  void change(byte[] value, int from, int to, long weight, long cause) {
    int order = passSmaller(value, from, to);
    long had = order == 0 && state != null ? state.weight() : 0;
    put(value, from, to, had, had + weight);
    this.cause = Math.max(this.cause, cause);
    if (order == 0) {
      advance();
    }
  }

  /** Takes over what lies before a value; 0 if the arrangement has the value itself. */
  private int passSmaller(byte[] value, int from, int to) {
    GroupCursor at = state;
    while (at != null) {
      int order = Bytes.compare(at.bytes(), at.valueFrom(), at.valueTo(), value, from, to);
      if (order >= 0) {
        return order;
      }
      keep(at);
      at = state;
    }
    return 1;
  }

  private void keep(GroupCursor at) {
    put(at.bytes(), at.valueFrom(), at.valueTo(), at.weight(), at.weight());
    advance();
  }

  /** Takes over the rest. */
  void finish() {
    for (GroupCursor at = state; at != null; at = state) {
      keep(at);
    }
  }

  private void put(byte[] value, int from, int to, long had, long has) {
    if (value[from] == RIGHT) {
      rightBefore = had;
      rightAfter = has;
      return;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      before = Arrays.copyOf(before, 2 * size);
      after = Arrays.copyOf(after, 2 * size);
    }
    bytes.putEncoded(value, from + 1, to - from - 1);
    ends[size] = bytes.size();
    before[size] = had;
    after[size] = has;
    leftBefore += Math.max(had, 0);
    leftAfter += Math.max(has, 0);
    size++;
  }

  long leftBefore() {
    return leftBefore;
  }

  long leftAfter() {
    return leftAfter;
  }

  long rightBefore() {
    return rightBefore;
  }

  long rightAfter() {
    return rightAfter;
  }

  /** The latest cause of the changes. */
  long cause() {
    return cause;
  }

  /** How many different left rows there are. */
  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes.buffer();
  }

  int from(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  int to(int i) {
    return ends[i];
  }

  long before(int i) {
    return before[i];
  }

  long after(int i) {
    return after[i];
  }
}

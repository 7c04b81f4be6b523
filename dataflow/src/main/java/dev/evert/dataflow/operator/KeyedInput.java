package dev.evert.dataflow.operator;

import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import org.jspecify.annotations.Nullable;

/**
 * An input of an operator inside of a recursion, by the key that the operator goes by. A key is
 *
 * <pre>
 *   0          rows without a key: it is null or fails, or they need none
 *   1 key      others
 *   2          a mark, of no row
 * </pre>
 */
final class KeyedInput {
  /** The key of a mark, in {@code [0, 1)}. */
  static final byte[] MARK = {2};

  private static final byte[] NO_KEY = {0};
  private static final byte[] KEY = {1};
  private static final byte[] SIDES = {0, 1};

  private final Port port;
  private final @Nullable KeyFunction key;
  private final boolean isInside;

  /**
   * An input.
   *
   * @param key null if all rows belong together
   * @param isInside whether it changes from iteration to iteration
   */
  KeyedInput(Feed feed, @Nullable KeyFunction key, boolean isInside) {
    this.port = new Port(feed);
    this.key = key;
    this.isInside = isInside;
  }

  boolean isInside() {
    return isInside;
  }

  /** Takes what is there: by key, with the side and the row as the value. */
  void take(int side, EntryBatch to) {
    Delta rows = port.take();
    for (int i = 0; rows != null && i < rows.size(); i++) {
      byte[] bytes = rows.bytes();
      int from = rows.from(i);
      int end = rows.to(i);
      if (!putKey(bytes, from, end, to)) {
        to.cancel();
        to.writer().putEncoded(NO_KEY, 0, 1);
      }
      to.endKey();
      to.writer().putEncoded(SIDES, side, 1);
      to.writer().putEncoded(bytes, from, end - from);
      to.end(rows.weight(i), rows.cause(i));
    }
  }

  private boolean putKey(byte[] bytes, int from, int end, EntryBatch to) {
    to.writer().putEncoded(KEY, 0, 1);
    try {
      return key != null && key.apply(bytes, from, end, to.writer());
    } catch (EvertException _) {
      // The operator meets the same failure when it is rehearsed, and tells of it.
      return false;
    }
  }

  long total() {
    return port.total();
  }
}

package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came lately to an arrangement, in a hash table; and the table before it, while that is on
 * its way into a run.
 */
abstract class TableBuffer<T extends Buffer.Frozen> implements Buffer {
  private final Supplier<T> empty;
  private T table;
  private @Nullable T older;

  /**
   * @param empty makes a table
   */
  TableBuffer(Supplier<T> empty) {
    this.empty = empty;
    this.table = empty.get();
  }

  /** What is written to. */
  final T table() {
    return table;
  }

  /** What is on its way into a run; null if there is nothing. */
  final @Nullable T older() {
    return older;
  }

  /** Begins another table, in the place of the present one. */
  final T renew() {
    T full = table;
    table = empty.get();
    return full;
  }

  @Override
  public final long memoryBytes() {
    return table.memoryBytes();
  }

  @Override
  public final long entries() {
    return table.entries();
  }

  @Override
  public final Frozen freeze() {
    T full = renew();
    older = full;
    return full;
  }

  @Override
  public final void written() {
    older = null;
  }

  @Override
  public final void clear() {
    older = null;
    renew();
  }
}

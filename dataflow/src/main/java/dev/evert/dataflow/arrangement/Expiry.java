package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/**
 * Says which entries of an arrangement nobody will ask for any more, nor change. They are left out
 * when runs are merged; until then they may be there or not. What has expired stays so.
 */
@FunctionalInterface
public interface Expiry {

  /** Knows what has expired by now, for one thread, however long it takes; null if nothing has. */
  @Nullable Expired now();

  /**
   * The same where all runs are merged at once: all that is there is seen, in order, by one {@link
   * Expired}, so that more can be told. It may cost about as much as that merge.
   */
  default @Nullable Expired nowOfAll() {
    return now();
  }

  /** Tells expired entries. */
  @FunctionalInterface
  interface Expired {

    /** Whether the entry has expired whose value follows its key. */
    boolean test(byte[] bytes, int keyFrom, int keyTo, int valueTo);

    /**
     * Whether an entry has expired that is kept without its key.
     *
     * @param first whether another entry of the same key has
     */
    default boolean testValue(byte[] bytes, int from, int to, boolean first) {
      return false;
    }
  }
}

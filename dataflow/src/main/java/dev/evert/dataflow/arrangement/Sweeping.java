package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/**
 * When an arrangement lets go of what has expired: once as much was added as was left the last
 * time, so that over time no more than about half has expired, and each entry that is added pays
 * for it.
 */
final class Sweeping {
  /** Fewer entries are not worth dropping what has expired of them. */
  static final long SMALLEST_ENTRIES = 1 << 10;

  private @Nullable Expiry expiry;

  /** Entries that were added since all that had expired was dropped, and that were left then. */
  private long entriesSince;

  private long entriesLeft;

  /** With as many entries in the buffer, what has expired of them goes. */
  private long mostBuffered;

  /** The merge that drops all that has expired. */
  private @Nullable Merge merge;

  /** Begins, with so many entries. */
  void by(@Nullable Expiry what, long entries) {
    expiry = what;
    entriesLeft = entries;
  }

  /** Entries are added. */
  void added(long entries) {
    entriesSince += entries;
  }

  /** Knows what has expired; null if nothing has. */
  Expiry.@Nullable Expired now() {
    return expiry == null ? null : expiry.now();
  }

  /**
   * Has the buffer drop what has expired once that is worthwhile.
   *
   * @return whether it can not, and is to be written
   */
  boolean fills(Buffered buffered) {
    boolean due = buffered.bufferEntries() >= Math.max(mostBuffered, SMALLEST_ENTRIES);
    if (expiry == null || !due) {
      return false;
    }
    long left = buffered.expire(expiry);
    mostBuffered = left < 0 ? entriesLeft : Buffered.most(left);
    return left < 0;
  }

  /**
   * Knows what has expired if going through all runs once is worthwhile, and counts anew.
   *
   * @param least so many entries at least must have been added
   */
  Expiry.@Nullable Expired due(long least) {
    if (expiry == null || entriesSince < Math.max(entriesLeft, least)) {
      return null;
    }
    entriesSince = 0;
    return expiry.nowOfAll();
  }

  /** A merge of all runs has begun. */
  void begun(Merge sweep) {
    merge = sweep;
  }

  /** A merge is done; perhaps it was that of all runs. */
  void done(Merge other, @Nullable Run result) {
    if (other == merge) {
      merge = null;
      entriesLeft = result == null ? 0 : result.entries();
    }
  }

  /** No merge goes on. */
  void abandon() {
    merge = null;
  }
}

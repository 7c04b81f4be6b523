package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.delta.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is noted while a window is gone through, so that less of it is gone through the next time:
 * places of some keys, and where it ends. One thread.
 */
final class WindowNotes {
  /** So many entries are gone through at most before the first that has changed. */
  private static final int ENTRIES_PER_PLACE = 64;

  private final Places places = new Places();
  private int entriesSincePlace;
  private byte @Nullable [] keyBefore;
  private byte @Nullable [] end;
  private final boolean endsWithRow;

  /**
   * None yet.
   *
   * @param endsWithRow whether the window ends with a row, not with all rows of a key
   */
  WindowNotes(boolean endsWithRow) {
    this.endsWithRow = endsWithRow;
  }

  /** The place to start from after a change. */
  Places.@Nullable Place start() {
    return places.last();
  }

  /** Entries from this one on, in the order of keys and rows, have changed. */
  void change(byte[] bytes, int keyFrom, int keyTo) {
    places.change(bytes, keyFrom, keyTo);
    entriesSincePlace = 0;
    keyBefore = null;
    end = null;
  }

  /**
   * Sees the next entry.
   *
   * @param before how many rows come before it
   */
  void see(MergeCursor entry, long before) {
    byte[] key = keyBefore;
    if (key != null && !isKey(key, entry)) {
      // Only the first entry of a key can be found again by the key.
      places.add(entry.bytes(), entry.keyFrom(), entry.keyTo(), before);
      entriesSincePlace = 0;
      keyBefore = null;
    } else if (key == null && ++entriesSincePlace >= ENTRIES_PER_PLACE) {
      keyBefore = Arrays.copyOfRange(entry.bytes(), entry.keyFrom(), entry.keyTo());
    }
  }

  private static boolean isKey(byte[] key, MergeCursor entry) {
    return Bytes.equal(key, 0, key.length, entry.bytes(), entry.keyFrom(), entry.keyTo());
  }

  /** The window is full with this entry. */
  void end(MergeCursor entry) {
    int to = endsWithRow ? entry.valueTo() : entry.keyTo();
    end = Arrays.copyOfRange(entry.bytes(), entry.keyFrom(), to);
  }

  /** Whether the window was full before an entry came. */
  boolean endsBefore(byte[] bytes, int keyFrom, int keyTo, int valueTo) {
    byte[] last = end;
    int to = endsWithRow ? valueTo : keyTo;
    return last != null && Bytes.compare(last, 0, last.length, bytes, keyFrom, to) < 0;
  }
}

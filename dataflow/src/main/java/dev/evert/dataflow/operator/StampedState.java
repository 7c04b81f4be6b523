package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;

/**
 * What an operator inside of a recursion keeps: entries whose values end with the iteration in
 * which they come or go. The latest ones are {@linkplain #young apart}, and to be looked up there
 * too, until they are many or someone asks for the arrangement.
 */
final class StampedState {
  private final Arrangement arrangement;
  private final YoungEntries young = new YoungEntries();
  private final GroupCursor cursor = new GroupCursor();
  private boolean open;

  StampedState(Arrangement arrangement) {
    this.arrangement = arrangement;
  }

  /** The arrangement, with all entries. No lookup is under way. */
  Arrangement arrangement() {
    end();
    young.moveTo(arrangement);
    return arrangement;
  }

  /** The latest entries; some may have come and gone. */
  YoungEntries young() {
    return young;
  }

  /** Looks up the other entries. */
  GroupCursor old() {
    if (!open) {
      arrangement.settle();
      cursor.over(arrangement.runs());
      open = true;
    }
    return cursor;
  }

  /** Adds an entry whose value is what follows the key, and a stamp. */
  void add(byte[] bytes, int from, int keyTo, int to, int stamp, long weight) {
    young.add(bytes, from, keyTo, to, stamp, weight);
  }

  /** Makes a run of the latest entries if they have become many. No lookup is under way. */
  void relieve() {
    if (young.isFull()) {
      end();
      young.moveTo(arrangement);
    }
  }

  /** The visit ends. */
  void end() {
    if (open) {
      cursor.clear();
      open = false;
    }
  }
}

package dev.evert.dataflow.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notes of one partition, in order. */
final class Notes {
  /** With more, every second one is dropped, but for the last ones: most rows come at the end. */
  private static final int MAX_NOTES = 1 << 12;

  private static final int LAST_NOTES = 64;

  private final List<Note> notes = new ArrayList<>();
  private long sizeBytes;

  boolean isEmpty() {
    return notes.isEmpty();
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** The last note that holds whatever happens from a change on; null if there is none. */
  @Nullable Note before(Changes changes, int change) {
    int low = 0;
    int high = notes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] reach = notes.get(middle).reach();
      if (changes.compare(change, reach, 0, reach.length) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : notes.get(low - 1);
  }

  /**
   * Replaces the notes of a part of the partition.
   *
   * @param after those of rows up to this one are kept
   * @param before those of rows from this one on are kept
   */
  void replace(long after, long before, List<Note> with) {
    int first = 0;
    while (first < notes.size() && notes.get(first).index() <= after) {
      first++;
    }
    int end = first;
    while (end < notes.size() && notes.get(end).index() < before) {
      end++;
    }
    List<Note> replaced = notes.subList(first, end);
    replaced.clear();
    replaced.addAll(with);
    if (notes.size() > MAX_NOTES) {
      thin();
    }
    sizeBytes = notes.stream().mapToLong(Note::sizeBytes).sum();
  }

  private void thin() {
    List<Note> kept = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      if (i % 2 == 1 || i >= notes.size() - LAST_NOTES) {
        kept.add(notes.get(i));
      }
    }
    notes.clear();
    notes.addAll(kept);
  }
}

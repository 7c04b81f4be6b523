package dev.evert.dataflow.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notes of one partition, in order. */
final class Notes {
  /** With more, every second one is dropped, but for the last ones: most rows come at the end. */
  private static final int MAX_NOTES = 1 << 14;

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
   * @param after those of keys up to this one are kept; null for none
   * @param before those of greater keys than this one are kept; null for none
   */
  void replace(byte @Nullable [] after, byte @Nullable [] before, List<Note> with) {
    int first = after == null ? 0 : countUpTo(after);
    int end = before == null ? notes.size() : Math.max(first, countUpTo(before));
    List<Note> replaced = notes.subList(first, end);
    for (Note note : replaced) {
      sizeBytes -= note.sizeBytes();
    }
    replaced.clear();
    replaced.addAll(with);
    for (Note note : with) {
      sizeBytes += note.sizeBytes();
    }
    if (notes.size() > MAX_NOTES) {
      thin();
    }
  }

  /** How many notes have keys that are not greater. */
  private int countUpTo(byte[] key) {
    int low = 0;
    int high = notes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] other = notes.get(middle).key();
      if (Arrays.compareUnsigned(other, key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
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
    sizeBytes = notes.stream().mapToLong(Note::sizeBytes).sum();
  }
}

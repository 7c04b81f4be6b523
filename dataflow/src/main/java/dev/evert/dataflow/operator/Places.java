package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows come before some sort keys, in order: so that a window of the order need not be
 * counted from the first row on. One thread.
 */
final class Places {
  private final List<Place> places = new ArrayList<>();

  /** A sort key, and how many rows have a smaller one. */
  static final class Place {
    private final byte[] key;
    private final long before;

    private Place(byte[] key, long before) {
      this.key = key;
      this.before = before;
    }

    byte[] key() {
      return key;
    }

    long before() {
      return before;
    }
  }

  /** Adds a key that is greater than all others. */
  void add(byte[] bytes, int from, int to, long before) {
    places.add(new Place(Arrays.copyOfRange(bytes, from, to), before));
  }

  /** Rows with this key, and perhaps with greater ones, change: forgets what that makes wrong. */
  void change(byte[] bytes, int from, int to) {
    int kept = places.size();
    while (kept > 0 && isAfter(places.get(kept - 1), bytes, from, to)) {
      kept--;
    }
    places.subList(kept, places.size()).clear();
  }

  private static boolean isAfter(Place place, byte[] bytes, int from, int to) {
    return Bytes.compare(place.key, 0, place.key.length, bytes, from, to) > 0;
  }

  /** The greatest key, or null if there is none. */
  @Nullable Place last() {
    return places.isEmpty() ? null : places.getLast();
  }
}

package dev.evert.sql.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** A set of code points, as ranges that rise and do not touch: first, last, first, last … */
record CharSet(int[] ranges) {
  static final CharSet NONE = new CharSet(new int[0]);
  static final CharSet ALL = new CharSet(new int[] {0, Character.MAX_CODE_POINT});

  static CharSet of(int codePoint) {
    return new CharSet(new int[] {codePoint, codePoint});
  }

  static CharSet range(int first, int last) {
    return new CharSet(new int[] {first, last});
  }

  /** All code points for which the condition holds. */
  static CharSet where(IntPredicate condition) {
    List<Integer> bounds = new ArrayList<>();
    boolean inside = false;
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean holds = condition.test(c);
      if (holds != inside) {
        bounds.add(holds ? c : c - 1);
        inside = holds;
      }
    }
    if (inside) {
      bounds.add(Character.MAX_CODE_POINT);
    }
    return new CharSet(bounds.stream().mapToInt(Integer::intValue).toArray());
  }

  boolean contains(int codePoint) {
    int at = Arrays.binarySearch(ranges, codePoint);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  CharSet union(CharSet other) {
    if (ranges.length == 0 || other.ranges.length == 0) {
      return ranges.length == 0 ? other : this;
    }
    List<int[]> all = new ArrayList<>();
    for (CharSet set : List.of(this, other)) {
      for (int i = 0; i < set.ranges.length; i += 2) {
        all.add(new int[] {set.ranges[i], set.ranges[i + 1]});
      }
    }
    all.sort((a, b) -> Integer.compare(a[0], b[0]));
    List<int[]> merged = new ArrayList<>();
    for (int[] range : all) {
      int[] last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && range[0] <= last[1] + 1) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        merged.add(range);
      }
    }
    return new CharSet(merged.stream().flatMapToInt(Arrays::stream).toArray());
  }

  CharSet complement() {
    List<Integer> bounds = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] > from) {
        bounds.add(from);
        bounds.add(ranges[i] - 1);
      }
      from = ranges[i + 1] + 1;
    }
    if (from <= Character.MAX_CODE_POINT) {
      bounds.add(from);
      bounds.add(Character.MAX_CODE_POINT);
    }
    return new CharSet(bounds.stream().mapToInt(Integer::intValue).toArray());
  }

  CharSet without(CharSet other) {
    return complement().union(other).complement();
  }

  /** With the other case of each letter. */
  CharSet withBothCases() {
    CharSet all = this;
    if (ranges.length == 2 && ranges[0] == 0 && ranges[1] == Character.MAX_CODE_POINT) {
      return this;
    }
    List<Integer> added = new ArrayList<>();
    for (int i = 0; i < ranges.length; i += 2) {
      for (int c = ranges[i]; c <= ranges[i + 1]; c++) {
        addCase(c, Character.toLowerCase(c), added);
        addCase(c, Character.toUpperCase(c), added);
      }
    }
    added.sort(null);
    List<Integer> bounds = new ArrayList<>();
    for (int c : added) {
      if (bounds.isEmpty() || bounds.getLast() < c - 1) {
        bounds.add(c);
        bounds.add(c);
      } else {
        bounds.set(bounds.size() - 1, c);
      }
    }
    return all.union(new CharSet(bounds.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static void addCase(int from, int to, List<Integer> added) {
    if (to != from) {
      added.add(to);
    }
  }
}

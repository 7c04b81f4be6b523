package dev.evert.sql.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Characters that an expression can not tell apart have one color. */
final class Colors {
  /** What stands beside a place in a text. */
  static final int EDGE = 0;

  static final int NEWLINE = 1;
  static final int WORD = 2;
  static final int OTHER = 3;
  static final int KINDS = 4;

  private static final int ASCII = 128;

  private final int[] bounds;
  private final int[] colorOfRange;
  private final int[] ascii = new int[ASCII];
  private final int[] samples;
  private final int[] kinds;

  Colors(List<CharSet> sets) {
    List<CharSet> all = new ArrayList<>(sets);
    all.add(CharClasses.WORD);
    all.add(CharClasses.NEWLINE);
    bounds = bounds(all);
    colorOfRange = new int[bounds.length];
    Map<BitSet, Integer> colors = new HashMap<>();
    List<Integer> first = new ArrayList<>();
    for (int i = 0; i < bounds.length; i++) {
      BitSet members = new BitSet();
      for (int set = 0; set < all.size(); set++) {
        members.set(set, all.get(set).contains(bounds[i]));
      }
      int sample = bounds[i];
      colorOfRange[i] =
          colors.computeIfAbsent(
              members,
              _ -> {
                first.add(sample);
                return first.size() - 1;
              });
    }
    samples = first.stream().mapToInt(Integer::intValue).toArray();
    kinds = Arrays.stream(samples).map(Colors::kindOf).toArray();
    for (int c = 0; c < ASCII; c++) {
      ascii[c] = find(c);
    }
  }

  /** Where ranges begin in which all characters are in the same sets. */
  private static int[] bounds(List<CharSet> sets) {
    BitSet starts = new BitSet();
    starts.set(0);
    for (CharSet set : sets) {
      for (int i = 0; i < set.ranges().length; i += 2) {
        starts.set(set.ranges()[i]);
        starts.set(set.ranges()[i + 1] + 1);
      }
    }
    starts.clear(Character.MAX_CODE_POINT + 1);
    return starts.stream().toArray();
  }

  private static int kindOf(int codePoint) {
    if (codePoint == '\n') {
      return NEWLINE;
    }
    return CharClasses.WORD.contains(codePoint) ? WORD : OTHER;
  }

  private int find(int codePoint) {
    int at = Arrays.binarySearch(bounds, codePoint);
    return colorOfRange[at >= 0 ? at : -at - 2];
  }

  int count() {
    return samples.length;
  }

  /** The color of a character. */
  int of(int codePoint) {
    return codePoint < ASCII ? ascii[codePoint] : find(codePoint);
  }

  /** One character of the color. */
  int sample(int color) {
    return samples[color];
  }

  /** What a character of the color is beside a place. */
  int kind(int color) {
    return kinds[color];
  }
}

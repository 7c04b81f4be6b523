package dev.evert.shell.pipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Suggestion {
  private static final int MAX_DISTANCE = 2;

  private Suggestion() {}

  /**
   * The word that is nearest to {@code written}, if it is at most two slips away (a letter wrong,
   * missing, too many, or two swapped) and most of it is right.
   */
  public static Optional<String> nearest(String written, Collection<String> words) {
    String lower = written.toLowerCase(Locale.ROOT);
    return words.stream()
        .filter(word -> distance(lower, word) <= Math.min(MAX_DISTANCE, (word.length() - 1) / 2))
        .min(
            Comparator.<String>comparingInt(word -> distance(lower, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int shift = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(substitution, shift);
        if (swapped(a, b, i, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}

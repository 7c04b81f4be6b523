package dev.evert.sql.bind;

import java.util.Collection;
import java.util.List;

/** What a person may have meant by a name that does not exist. */
final class Suggestion {
  private static final int MAX_LISTED = 8;
  private static final int MAX_NEAR = 3;

  private Suggestion() {}

  /** A sentence: the names that come near, or else those that there are. */
  static String of(String wrong, Collection<String> names) {
    if (names.isEmpty()) {
      return "There is none.";
    }
    int least = names.stream().mapToInt(name -> distance(wrong, name)).min().orElseThrow();
    if (least <= 1 + Math.max(wrong.length(), 3) / 3) {
      List<String> near =
          names.stream().filter(name -> distance(wrong, name) == least).limit(MAX_NEAR).toList();
      return "Did you mean " + String.join(" or ", near) + "?";
    }
    List<String> listed = names.stream().limit(MAX_LISTED).toList();
    String more = names.size() > MAX_LISTED ? ", …" : "";
    return "There is " + String.join(", ", listed) + more + ".";
  }

  /** How many characters have to be changed, added or left out, or exchanged with the next. */
  private static int distance(String left, String right) {
    int[][] d = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(left, right, d, i, j);
      }
    }
    return d[left.length()][right.length()];
  }

  private static int step(String left, String right, int[][] d, int i, int j) {
    int change =
        Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1))
            ? 0
            : 1;
    int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean exchanged =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return exchanged ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}

package dev.evert.sql.regex;

/** A text that is matched, as code points, and how much may still be done with it. */
final class RegexText {
  /** So many steps of automata a call may take: about a second. */
  private static final long MAX_STEPS = 200_000_000;

  private final int[] codePoints;
  private final int length;
  private long steps;

  RegexText(int[] codePoints, int length) {
    this.codePoints = codePoints;
    this.length = length;
  }

  int length() {
    return length;
  }

  int at(int index) {
    return codePoints[index];
  }

  /** Counts steps, and fails beyond the limit. */
  void count(int more) {
    steps += more;
    if (steps > MAX_STEPS) {
      throw RegexFailure.tooComplex("matching the regular expression takes too many steps");
    }
  }
}

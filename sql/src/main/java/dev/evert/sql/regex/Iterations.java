package dev.evert.sql.regex;

/**
 * Divides a match among the iterations of a part. First ends of iterations are found that the
 * part's automaton allows; then each iteration is divided itself, and if one can not be, another
 * end of it is tried. Empty iterations are only tried where the least number needs them; but a part
 * that prefers to be long rather matches nothing once than never.
 */
final class Iterations {
  private final Division division;
  private final RegexText text;
  private final Subexpression part;
  private final Dfa automaton;
  private final int to;
  private final int least;
  private final int most;
  private final boolean zero;
  private final int[] ends;
  private int verified;
  private int count;
  private int limit;

  Iterations(Division division, RegexText text, Subexpression all, int from, int to) {
    this.division = division;
    this.text = text;
    this.part = all.parts().getFirst();
    this.automaton = division.automaton(part);
    this.to = to;
    this.zero = all.least() <= 0 && from == to;
    this.least = Math.max(all.least(), 1);
    int longest = to - from;
    int allowed = all.most() == RegexParser.UNBOUNDED ? longest : Math.min(longest, all.most());
    this.most = Math.max(allowed, least);
    this.ends = new int[most + 1];
    ends[0] = from;
  }

  boolean divide() {
    if (zero && (part.isShort() || automaton.longest(text, to, to) < 0)) {
      return true;
    }
    return part.isShort() ? rising() : falling() || zero;
  }

  /** Each iteration as long as possible. */
  private boolean falling() {
    count = 1;
    limit = to;
    while (count > 0) {
      int end = automaton.longest(text, ends[count - 1], limit);
      if (end < 0) {
        count--;
        shorten();
        continue;
      }
      ends[count] = end;
      verified = Math.min(verified, count - 1);
      if (end != to) {
        if (count >= most) {
          count--;
          shorten();
        } else if (end == ends[count - 1] && (count >= least || least - count < to - end)) {
          shorten();
        } else {
          count++;
          limit = to;
        }
      } else if (count < least) {
        shorten();
      } else if (verifies()) {
        return true;
      } else {
        shorten();
      }
    }
    return false;
  }

  private void shorten() {
    while (count > 0) {
      int former = ends[count - 1];
      if (ends[count] > former) {
        limit = ends[count] - 1;
        if (limit > former || (count < least && least - count >= to - former)) {
          return;
        }
      }
      count--;
    }
  }

  /** Each iteration as short as possible. */
  private boolean rising() {
    count = 1;
    limit = ends[0];
    while (count > 0) {
      if (limit == ends[count - 1]
          && limit != to
          && (count >= least || least - count < to - limit)) {
        limit++;
      }
      if (count >= most) {
        limit = to;
      }
      int end = automaton.shortest(text, ends[count - 1], limit, to);
      if (end < 0) {
        count--;
        lengthen();
        continue;
      }
      ends[count] = end;
      verified = Math.min(verified, count - 1);
      if (end != to) {
        if (count >= most) {
          count--;
          lengthen();
        } else {
          count++;
          limit = ends[count - 1];
        }
      } else if (count >= least && verifies()) {
        return true;
      } else {
        lengthen();
      }
    }
    return false;
  }

  private void lengthen() {
    while (count > 0) {
      if (ends[count] < to) {
        limit = ends[count] + 1;
        return;
      }
      count--;
    }
  }

  /** Whether all iterations can be divided; if not, the one that can not is the last now. */
  private boolean verifies() {
    for (int i = verified + 1; i <= count; i++) {
      division.clear(part);
      if (!division.divide(part, ends[i - 1], ends[i])) {
        count = i;
        return false;
      }
      verified = i;
    }
    return true;
  }
}

package dev.evert.sql.regex;

import dev.evert.sql.regex.Subexpression.Kind;
import java.util.Arrays;
import java.util.IdentityHashMap;

/**
 * Divides a match among the parts of an expression, to find what its groups captured: earlier parts
 * get what they prefer as far as the later ones can match then.
 */
final class Division {
  private final IdentityHashMap<Subexpression, Dfa> automata = new IdentityHashMap<>();
  private final boolean ignoreCase;
  private final int[] groups;
  private RegexText text = new RegexText(new int[0], 0);

  Division(int groupCount, boolean ignoreCase) {
    this.groups = new int[2 * groupCount + 2];
    this.ignoreCase = ignoreCase;
  }

  /** Pairs of start and end of all groups from 1 on, after a division; -1 where there is none. */
  int[] groups() {
    return groups;
  }

  /** Begins with another match. */
  void reset(RegexText matched) {
    text = matched;
    Arrays.fill(groups, -1);
  }

  Dfa automaton(Subexpression part) {
    return automata.computeIfAbsent(part, p -> new Dfa(p.language(), false));
  }

  private boolean matches(Subexpression part, int from, int to) {
    return automaton(part).longest(text, from, to) == to;
  }

  /** Whether the part matches just this, as it does for its automaton. */
  boolean divide(Subexpression part, int from, int to) {
    text.count(1);
    boolean done =
        switch (part.kind()) {
          case PLAIN -> true;
          case WRAPPER -> divide(part.parts().getFirst(), from, to);
          case SEQUENCE ->
              part.parts().getFirst().isShort() ? rising(part, from, to) : falling(part, from, to);
          case CHOICE -> choice(part, from, to);
          case ITERATION -> new Iterations(this, text, part, from, to).divide();
          case REFERENCE -> reference(part, from, to);
        };
    if (done && part.group() > 0) {
      groups[2 * part.group()] = from;
      groups[2 * part.group() + 1] = to;
    }
    return done;
  }

  /** The left part as long as possible. */
  private boolean falling(Subexpression part, int from, int to) {
    Subexpression left = part.parts().getFirst();
    Dfa automaton = automaton(left);
    int middle = automaton.longest(text, from, to);
    while (middle >= 0) {
      if (both(part, from, middle, to)) {
        return true;
      }
      middle = middle == from ? -1 : automaton.longest(text, from, middle - 1);
    }
    return false;
  }

  /** The left part as short as possible. */
  private boolean rising(Subexpression part, int from, int to) {
    Dfa automaton = automaton(part.parts().getFirst());
    int middle = automaton.shortest(text, from, from, to);
    while (middle >= 0) {
      if (both(part, from, middle, to)) {
        return true;
      }
      middle = middle == to ? -1 : automaton.shortest(text, from, middle + 1, to);
    }
    return false;
  }

  private boolean both(Subexpression part, int from, int middle, int to) {
    Subexpression left = part.parts().getFirst();
    Subexpression right = part.parts().getLast();
    if (!matches(right, middle, to)) {
      return false;
    }
    if (divide(left, from, middle) && divide(right, middle, to)) {
      return true;
    }
    clear(left);
    clear(right);
    return false;
  }

  private boolean choice(Subexpression part, int from, int to) {
    for (Subexpression branch : part.parts()) {
      if (matches(branch, from, to) && divide(branch, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets what groups in a part captured. */
  void clear(Subexpression part) {
    if (part.group() > 0) {
      groups[2 * part.group()] = -1;
      groups[2 * part.group() + 1] = -1;
    }
    if (part.kind() != Kind.REFERENCE) {
      part.parts().forEach(this::clear);
    }
  }

  private boolean reference(Subexpression part, int from, int to) {
    int start = groups[2 * part.referred()];
    int length = groups[2 * part.referred() + 1] - start;
    if (start < 0) {
      return false;
    }
    if (length == 0) {
      return from == to;
    }
    if (from == to) {
      return part.least() == 0;
    }
    int times = (to - from) / length;
    boolean allowed =
        (to - from) % length == 0
            && times >= part.least()
            && (times <= part.most() || part.most() == RegexParser.UNBOUNDED);
    for (int i = 0; allowed && i < to - from; i++) {
      allowed = same(text.at(from + i), text.at(start + i % length));
    }
    return allowed;
  }

  private boolean same(int left, int right) {
    return left == right
        || (ignoreCase && Character.toLowerCase(left) == Character.toLowerCase(right));
  }
}

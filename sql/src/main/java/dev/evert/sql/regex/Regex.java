package dev.evert.sql.regex;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression of PostgreSQL's kind (ARE): of the matches that begin first, the longest or
 * shortest as the expression prefers, and never backtracking without end. For use by one thread.
 */
public final class Regex {
  private final RegexParser.Parsed parsed;
  private final Dfa search;
  private final Division division;

  private Regex(RegexParser.Parsed parsed) {
    this.parsed = parsed;
    this.search = new Dfa(parsed.tree().language(), true);
    this.division = new Division(parsed.groups(), parsed.options().ignoreCase());
  }

  /**
   * Reads an expression.
   *
   * @throws dev.evert.spi.error.EvertException INVALID_REGEX if it is none, SQL_UNSUPPORTED if it
   *     is one that is not matched here as PostgreSQL does, LIMIT_EXCEEDED
   */
  public static Regex of(String pattern, RegexOptions options) {
    return new Regex(RegexParser.parse(pattern, options));
  }

  /** The number of its groups. */
  public int groups() {
    return parsed.groups();
  }

  /** Whether it matches a part of the text. */
  public boolean isFoundIn(int[] codePoints) {
    if (parsed.tree().refers()) {
      return find(codePoints, 0) != null;
    }
    RegexText text = new RegexText(codePoints, codePoints.length);
    return search.shortest(text, 0, 0, text.length()) >= 0;
  }

  /**
   * The first match from a place on: pairs of start and end, first of the match, then of each
   * group; -1 for what a group that took no part has. Null if there is none.
   */
  public int @Nullable [] find(int[] codePoints, int from) {
    RegexText text = new RegexText(codePoints, codePoints.length);
    int close = search.shortest(text, from, from, text.length());
    if (close < 0) {
      return null;
    }
    // With references back what seemed to be a match may be none, and the next one ends later.
    int last = parsed.tree().refers() ? text.length() : close;
    for (int begin = from; begin <= last; begin++) {
      int end = end(text, begin);
      if (end >= 0) {
        int[] found = division.groups().clone();
        found[0] = begin;
        found[1] = end;
        return found;
      }
    }
    return null;
  }

  /** The end of the match that begins here, after it was divided; -1 if none does. */
  private int end(RegexText text, int begin) {
    Subexpression tree = parsed.tree();
    Dfa automaton = division.automaton(tree);
    int least = begin;
    int stop = text.length();
    while (least <= stop && stop >= begin) {
      int end =
          tree.isShort()
              ? automaton.shortest(text, begin, least, stop)
              : automaton.longest(text, begin, stop);
      if (end < 0) {
        return -1;
      }
      division.reset(text);
      if (division.divide(tree, begin, end)) {
        return end;
      }
      if (tree.isShort()) {
        least = end + 1;
      } else {
        stop = end - 1;
      }
    }
    return -1;
  }
}

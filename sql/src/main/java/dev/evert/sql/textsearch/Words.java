package dev.evert.sql.textsearch;

import dev.evert.sql.textsearch.WordRules.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text apart into words. Words that are made of others (words with hyphens, URLs) are
 * followed by their parts.
 */
public final class Words {
  private static final int QUERY = WordRules.state("query");

  private final int[] text;
  private final DeadEnds deadEnds;
  private final Way way = new Way();
  private int at;
  private int state;
  private boolean inScript;
  private boolean hostOnly;
  private int start;
  private int ahead;

  /** A way not taken yet. */
  private record Fork(int state, int rule, int at, int steps) {}

  /** Reads a text from its start. */
  public Words(String text) {
    this(text.codePoints().toArray(), new DeadEnds(), 0, WordRules.BASE, false);
  }

  private Words(int[] text, DeadEnds deadEnds, int at, int state, boolean hostOnly) {
    this.text = text;
    this.deadEnds = deadEnds;
    this.at = at;
    this.state = state;
    this.hostOnly = hostOnly;
  }

  /** The next word, or null at the end. */
  public @Nullable Word next() {
    Rule rule = at < text.length ? run(new ArrayDeque<>()) : null;
    if (rule == null) {
      return null;
    }
    Word word = new Word(rule.type(), new String(text, start, at - start));
    state = rule.state();
    if (rule.type().isCompound()) {
      hostOnly = rule.type() == WordType.URL;
      at = start;
    }
    return word;
  }

  /** Goes to where a word ends, by the first way that leads to one; null if there is none. */
  private @Nullable Rule run(Deque<Fork> forks) {
    start = at;
    way.clear();
    int first = 0;
    while (true) {
      Rule rule = first == 0 && isDeadEnd(!forks.isEmpty()) ? null : first(first, forks);
      first = 0;
      if (rule == null) {
        if (forks.isEmpty()) {
          return null;
        }
        Fork fork = forks.pop();
        state = fork.state();
        first = fork.rule();
        at = fork.at();
        way.backTo(fork.steps(), deadEnds);
        continue;
      }
      switch (rule.action()) {
        case END -> {
          at += ahead;
          return rule;
        }
        case END_FIRST -> {
          at = start + 1;
          return rule;
        }
        case STAY -> state = rule.state();
        case TAKE, TRY -> {
          state = rule.state();
          at++;
        }
        case FAIL -> throw new AssertionError(rule);
      }
    }
  }

  /** Whether what follows is known to fail; what only asks for a host is not what others ask. */
  private boolean isDeadEnd(boolean mayFail) {
    if (hostOnly) {
      return false;
    }
    if (mayFail) {
      way.add(state, at);
    }
    return deadEnds.contains(state, at);
  }

  private @Nullable Rule first(int from, Deque<Fork> forks) {
    List<Rule> rules = WordRules.of(state);
    int c = at < text.length ? text[at] : -1;
    for (int i = from; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      ahead = 0;
      if (!holds(rule, c)) {
        continue;
      }
      if (rule.action() == WordRules.Action.FAIL) {
        return null;
      }
      if (rule.action() == WordRules.Action.TRY) {
        forks.push(new Fork(state, i + 1, at, way.size()));
      }
      if (rule.script()) {
        script();
      }
      return rule;
    }
    return null;
  }

  private boolean holds(Rule rule, int c) {
    return switch (rule.kind()) {
      case 'a' -> Letters.isAsciiLetter(c);
      case 'w' -> Letters.isLetter(c);
      case '0' -> Letters.isDigit(c);
      case 'n' -> Letters.isLetter(c) || Letters.isDigit(c);
      case 'N' -> c >= 0 && !Letters.isLetter(c) && !Letters.isDigit(c);
      case 'h' -> Letters.isHexDigit(c);
      case 'm' -> Letters.isMark(c);
      case 's' -> Letters.isSpace(c);
      case 'u' -> Letters.isUrlPart(c);
      case '$' -> c < 0;
      case '*' -> true;
      case '[' -> c >= 0 && rule.characters().indexOf(c) >= 0;
      case 'X' -> inScript && c >= 0;
      case 'T' -> hostWasWanted();
      case 'H' -> follows(WordRules.BASE, true);
      case 'P' -> follows(QUERY, false);
      default -> throw new IllegalArgumentException(rule.toString());
    };
  }

  private boolean hostWasWanted() {
    boolean wanted = hostOnly;
    hostOnly = false;
    return wanted;
  }

  /** Whether a host, or else a path, follows; it then is part of the word. */
  private boolean follows(int from, boolean host) {
    if (at >= text.length) {
      return false;
    }
    int place = at;
    DeadEnds.Followed found = deadEnds.followed(host, place, () -> search(place, from, host));
    ahead = found.length();
    return found.is();
  }

  private DeadEnds.Followed search(int place, int from, boolean host) {
    Words words = new Words(text, deadEnds, place, from, host);
    Deque<Fork> forks = new ArrayDeque<>();
    if (!host) {
      forks.push(new Fork(WordRules.BASE, 0, place, 0));
    }
    Rule rule = words.run(forks);
    WordType type = rule == null ? WordType.BLANK : rule.type();
    return new DeadEnds.Followed(
        type == (host ? WordType.HOST : WordType.URL_PATH), words.at - place);
  }

  /** What stands in scripts and styles is no text. */
  private void script() {
    if (at - start > "</script".length()) {
      return;
    }
    switch (new String(text, start, at - start).toLowerCase(Locale.ROOT)) {
      case "<script", "<style" -> inScript = true;
      case "</script", "</style" -> inScript = false;
      default -> {}
    }
  }
}

package dev.evert.sql.regex;

import org.jspecify.annotations.Nullable;

/** Reads sets of characters in brackets. */
final class BracketParser {
  private final PatternText text;
  private final RegexOptions options;

  /** What the last escape stood for, if that was a class. */
  private CharSet escaped = CharSet.NONE;

  BracketParser(PatternText text, RegexOptions options) {
    this.text = text;
    this.options = options;
  }

  /** Reads on from the opening bracket, which was taken. */
  CharSet parse() {
    boolean negated = text.take('^');
    CharSet set = CharSet.NONE;
    boolean first = true;
    while (first || text.peek() != ']') {
      if (text.peek() == PatternText.END) {
        throw RegexFailure.invalid("brackets [] not balanced");
      }
      set = set.union(item(first));
      first = false;
    }
    text.take();
    CharSet all = options.ignoreCase() ? set.withBothCases() : set;
    if (!negated) {
      return all;
    }
    CharSet others = all.complement();
    return options.stopAtNewline() ? others.without(CharClasses.NEWLINE) : others;
  }

  private CharSet item(boolean first) {
    boolean dash = text.peek() == '-' && !first && text.peek(1) != ']';
    if (dash) {
      throw range();
    }
    CharSet named = named();
    if (named != null) {
      return named;
    }
    int from = single();
    if (from < 0) {
      return escaped;
    }
    if (text.peek() != '-' || text.peek(1) == ']') {
      return CharSet.of(from);
    }
    text.take();
    int to = text.peek() == '-' ? text.take() : single();
    if (to < from) {
      throw range();
    }
    return CharSet.range(from, to);
  }

  private static RuntimeException range() {
    return RegexFailure.invalid("invalid character range");
  }

  /** A character, or -1 after a class that an escape stands for. */
  private int single() {
    if (text.take("[.")) {
      return element('.');
    }
    int c = text.take();
    if (c == PatternText.END) {
      throw RegexFailure.invalid("brackets [] not balanced");
    }
    if (c != '\\') {
      return c;
    }
    return switch (Escape.read(text, 0)) {
      case Escape.Literal(int codePoint) -> codePoint;
      case Escape.ClassOf(CharSet set) -> {
        escaped = set;
        yield -1;
      }
      case Escape.At _, Escape.Reference _ ->
          throw RegexFailure.invalid("invalid escape \\ sequence");
    };
  }

  /** {@code [:name:]} or {@code [=c=]}. */
  private @Nullable CharSet named() {
    if (text.take("[=")) {
      return CharSet.of(element('='));
    }
    if (!text.take("[:")) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    while (text.peek() != ':' && text.peek() != PatternText.END) {
      name.appendCodePoint(text.take());
    }
    CharSet set = CharClasses.named(name.toString());
    if (!text.take(":]") || set == null) {
      throw RegexFailure.invalid("invalid character class");
    }
    return set;
  }

  private int element(char end) {
    int c = text.take();
    if (c == PatternText.END || text.peek() != end || text.peek(1) != ']') {
      throw RegexFailure.unsupported("a collating element of several characters");
    }
    text.take();
    text.take();
    return c;
  }
}

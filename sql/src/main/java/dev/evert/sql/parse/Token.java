package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;

/**
 * A word of the query's text.
 *
 * @param text what it means: words in lower case, strings and quoted names without their quotes
 */
record Token(Kind kind, String text, int from, int to) {

  /** What a token is. */
  enum Kind {
    WORD,
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    PUNCTUATION,
    END
  }

  Span span() {
    return new Span(from, to);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isPunctuation(String sign) {
    return kind == Kind.PUNCTUATION && text.equals(sign);
  }

  boolean isString() {
    return kind == Kind.STRING;
  }

  /** Whether it may name something: a word, or a name in quotes. */
  boolean isNameLike() {
    return kind == Kind.WORD || kind == Kind.NAME;
  }
}

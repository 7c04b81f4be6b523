package dev.evert.sql.syntax;

import dev.evert.spi.error.TextPlace;

/**
 * A stretch of the query's text.
 *
 * @param from offset of the first character, as Java counts them
 * @param to offset after the last character
 */
public record Span(int from, int to) {
  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("span " + from + " to " + to);
    }
  }

  /** From the start of this to the end of another. */
  public Span through(Span last) {
    return new Span(from, Math.max(to, last.to));
  }

  /** Where this is in {@code text}. */
  public TextPlace in(String text) {
    return TextPlace.of(text, from, to);
  }
}

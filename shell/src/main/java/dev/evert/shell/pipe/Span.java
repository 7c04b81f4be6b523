package dev.evert.shell.pipe;

/**
 * A stretch of a pipe's text, as Java counts characters.
 *
 * @param from the first
 * @param to after the last
 */
public record Span(int from, int to) {
  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("span " + from + " to " + to);
    }
  }
}

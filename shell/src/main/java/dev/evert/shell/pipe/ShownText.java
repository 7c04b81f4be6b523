package dev.evert.shell.pipe;

import dev.evert.spi.error.TextPlace;

/** A text that a person wrote, as it may be shown again: with its secrets hidden. */
public final class ShownText {
  private static final String CUT = "…";

  private final String written;
  private final String shown;

  /** The text as it was written. */
  public ShownText(String written) {
    this.written = written;
    this.shown = Secrets.hide(written);
  }

  /**
   * A line of the text that something is pointed at in, counted in characters.
   *
   * @param from how many characters stand before the place
   * @param length how many it has
   */
  public record Excerpt(String line, int from, int length) {}

  /** The line that holds the start of a place, cut to at most {@code columns} around it. */
  public Excerpt excerpt(TextPlace place, int columns) {
    int start = offset(place.line(), place.column());
    int end = offset(place.endLine(), place.endColumn()) + 1;
    int lineStart = shown.lastIndexOf('\n', start - 1) + 1;
    int newline = shown.indexOf('\n', start);
    int lineEnd = newline < 0 ? shown.length() : newline;
    // A tab is as wide as the terminal likes; a blank is not.
    String line = shown.substring(lineStart, lineEnd).replace('\t', ' ').stripTrailing();
    int from = line.codePointCount(0, Math.min(start - lineStart, line.length()));
    int missing = Math.max(0, start - lineStart - line.length());
    int to = line.codePointCount(0, Math.min(end - lineStart, line.length()));
    return cut(line, from + missing, Math.max(1, to - from - missing), columns);
  }

  private int offset(int line, int column) {
    return Secrets.shown(written, TextPlaces.offset(written, line, column));
  }

  private static Excerpt cut(String line, int from, int length, int columns) {
    int[] characters = line.codePoints().toArray();
    if (characters.length <= columns) {
      return new Excerpt(line, from, length);
    }
    int left = Math.clamp(from - columns / 3, 0, Math.max(0, characters.length - columns + 1));
    int right = Math.min(characters.length, left + columns - 2);
    String middle = new String(characters, left, right - left);
    String prefix = left == 0 ? "" : CUT;
    String suffix = right == characters.length ? "" : CUT;
    int shifted = from - left + prefix.length();
    return new Excerpt(prefix + middle + suffix, shifted, Math.clamp(columns - shifted, 1, length));
  }
}

package dev.evert.spi.error;

/**
 * A stretch of a text that a person wrote: what an error points at. Lines and columns are counted
 * from 1, columns in Unicode characters.
 *
 * @param line of the first character
 * @param column of the first character
 * @param endLine of the last character
 * @param endColumn of the last character
 */
public record TextPlace(int line, int column, int endLine, int endColumn) {
  public TextPlace {
    if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "place " + line + ":" + column + " to " + endLine + ":" + endColumn);
    }
  }

  /**
   * The place of {@code text}'s characters (as Java counts them) from {@code from} to before {@code
   * to}.
   */
  public static TextPlace of(String text, int from, int to) {
    int start = Math.clamp(from, 0, text.length());
    int last = Math.max(start, Math.min(to, text.length()) - 1);
    return new TextPlace(
        lineOf(text, start), columnOf(text, start), lineOf(text, last), columnOf(text, last));
  }

  private static int lineOf(String text, int offset) {
    return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
  }

  private static int columnOf(String text, int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    return 1 + text.codePointCount(lineStart, offset);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}

package dev.evert.shell.pipe;

/** Goes from lines and columns, as people count them, back to offsets. */
final class TextPlaces {
  private TextPlaces() {}

  /** The offset of a line's column, both from 1; the line's or the text's end if it is shorter. */
  static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int newline = text.indexOf('\n', start);
      if (newline < 0) {
        return text.length();
      }
      start = newline + 1;
    }
    int newline = text.indexOf('\n', start);
    int end = newline < 0 ? text.length() : newline;
    int characters = Math.min(column - 1, text.codePointCount(start, end));
    return text.offsetByCodePoints(start, characters);
  }
}

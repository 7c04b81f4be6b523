package dev.evert.shell.command;

/** Keeps control characters of data off a person's terminal. */
final class Printable {
  private Printable() {}

  /** The text with a visible sign for each control character. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c -> c < ' ' ? 0x2400 + c : c == 0x7f ? 0x2421 : Character.isISOControl(c) ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}

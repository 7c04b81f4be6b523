package dev.evert.shell.console;

/** Emphasis, where it can be shown. */
public enum Ink {
  /** Text as it is. */
  PLAIN("", "", "", "", ""),
  /** With the escape sequences that all terminals know. */
  COLOURED("\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[0m");

  private final String bold;
  private final String dim;
  private final String red;
  private final String green;
  private final String end;

  Ink(String bold, String dim, String red, String green, String end) {
    this.bold = bold;
    this.dim = dim;
    this.red = red;
    this.green = green;
    this.end = end;
  }

  /** What matters. */
  public String strong(String text) {
    return bold + text + end;
  }

  /** What matters less. */
  public String faint(String text) {
    return dim + text + end;
  }

  /** What went wrong. */
  public String bad(String text) {
    return red + text + end;
  }

  /** What went well. */
  public String good(String text) {
    return green + text + end;
  }
}

package dev.evert.shell.pipe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a query ends: at a {@code |} that is outside of strings, quoted identifiers,
 * comments, dollar quotes, parentheses and brackets, and is no part of an SQL operator such as
 * {@code ||}.
 */
final class QueryScanner {
  private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$(?:[A-Za-z_]\\w*)?\\$");

  /** A bar beside one of these belongs to an operator; no query ends and no stage begins so. */
  private static final String BEFORE_BAR = "|?<>&@#^+-=!%";

  private static final String AFTER_BAR = "|?<>&@#^+=!%";

  private final PipeText text;
  private final Deque<Integer> open = new ArrayDeque<>();
  private int at;

  private QueryScanner(PipeText text, int from) {
    this.text = text;
    this.at = from;
  }

  /**
   * The offset of the bar that ends the query at {@code from}, or the end of the text.
   *
   * @throws dev.evert.spi.error.EvertException if a quote, comment or parenthesis is left open
   */
  static int end(PipeText text, int from) {
    return new QueryScanner(text, from).end();
  }

  /**
   * The offset of the parenthesis that closes the one at {@code open}.
   *
   * @throws dev.evert.spi.error.EvertException if a quote, comment or parenthesis is left open
   */
  static int closing(PipeText text, int open) {
    QueryScanner scanner = new QueryScanner(text, open);
    do {
      scanner.step(text.at(scanner.at));
    } while (scanner.at < text.length() && !scanner.open.isEmpty());
    scanner.requireClosed();
    return scanner.at - 1;
  }

  private int end() {
    while (at < text.length()) {
      char c = text.at(at);
      if (c == '|' && open.isEmpty() && !inOperator()) {
        return at;
      }
      step(c);
    }
    requireClosed();
    return at;
  }

  private void requireClosed() {
    if (!open.isEmpty()) {
      int where = open.pop();
      throw text.syntax(
          new Span(where, where + 1), "'" + text.at(where) + "' is never closed", "Close it.");
    }
  }

  private void step(char c) {
    switch (c) {
      case '\'' -> skipQuoted('\'', escapes());
      case '"' -> skipQuoted('"', false);
      case '$' -> skipDollar();
      case '-' -> at = text.at(at + 1) == '-' ? text.endOfLine(at) : at + 1;
      case '/' -> skipSlash();
      case '(', '[' -> open.push(at++);
      case ')', ']' -> close(c);
      default -> at++;
    }
  }

  /** Whether the bar here is part of an operator; two bars always are, wherever they stand. */
  private boolean inOperator() {
    return BEFORE_BAR.indexOf(text.at(at - 1)) >= 0 || AFTER_BAR.indexOf(text.at(at + 1)) >= 0;
  }

  /** Whether the quote here begins a string in which a backslash escapes: E'…'. */
  private boolean escapes() {
    char before = text.at(at - 1);
    return (before == 'E' || before == 'e') && !isIdentifierPart(text.at(at - 2));
  }

  private void skipQuoted(char quote, boolean backslash) {
    int from = at++;
    while (at < text.length()) {
      char c = text.at(at);
      if (c == quote && text.at(at + 1) != quote) {
        at++;
        return;
      }
      at += c == quote || (backslash && c == '\\') ? 2 : 1;
    }
    String what = quote == '"' ? "a quoted name" : "a string";
    throw text.syntax(
        new Span(from, from + 1), what + " is never closed", "Add the closing " + quote + ".");
  }

  private void skipDollar() {
    Matcher tag = DOLLAR_QUOTE.matcher(text.text()).region(at, text.length());
    if (isIdentifierPart(text.at(at - 1)) || !tag.lookingAt()) {
      at++;
      return;
    }
    int end = text.text().indexOf(tag.group(), tag.end());
    if (end < 0) {
      throw text.syntax(
          new Span(at, tag.end()),
          "a string in dollar quotes is never closed",
          "Add the closing " + tag.group() + ".");
    }
    at = end + tag.group().length();
  }

  private void skipSlash() {
    if (text.at(at + 1) != '*') {
      at++;
      return;
    }
    int from = at;
    int depth = 0;
    do {
      if (at >= text.length()) {
        throw text.syntax(new Span(from, from + 2), "a comment is never closed", "Add the */.");
      }
      boolean opens = text.at(at) == '/' && text.at(at + 1) == '*';
      boolean closes = text.at(at) == '*' && text.at(at + 1) == '/';
      depth += opens ? 1 : closes ? -1 : 0;
      at += opens || closes ? 2 : 1;
    } while (depth > 0);
  }

  private void close(char bracket) {
    char wanted = bracket == ')' ? '(' : '[';
    if (open.isEmpty() || text.at(open.peek()) != wanted) {
      throw text.syntax(
          new Span(at, at + 1),
          "'" + bracket + "' without a '" + wanted + "' before it",
          "Remove it, or open it before.");
    }
    open.pop();
    at++;
  }

  private static boolean isIdentifierPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7f;
  }
}

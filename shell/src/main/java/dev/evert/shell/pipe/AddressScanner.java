package dev.evert.shell.pipe;

import java.util.regex.Pattern;

/**
 * Reads the address of a source or sink: up to white space, a bar, or, in a list, the comma or
 * parenthesis that ends it. In quotes it may hold all of these.
 */
final class AddressScanner {
  /** What begins another address after a comma; a port number after a host's name does not. */
  private static final Pattern NEXT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?!\\d)|~?/|\\.\\.?/|[\"'\\s]|$");

  private final PipeText text;
  private final int from;
  private int at;

  private AddressScanner(PipeText text, int from) {
    this.text = text;
    this.from = from;
    this.at = from;
  }

  /** The address at {@code from}; it is empty if there is none. */
  static Address read(PipeText text, int from) {
    char first = text.at(from);
    AddressScanner scanner = new AddressScanner(text, from);
    return first == '"' || first == '\'' ? scanner.quoted(first) : scanner.plain();
  }

  private Address plain() {
    int depth = 0;
    while (at < text.length() && !ends(text.at(at), depth)) {
      depth += text.at(at) == '(' ? 1 : text.at(at) == ')' ? -1 : 0;
      at++;
    }
    Span span = new Span(from, at);
    return new Address(text.slice(span), span);
  }

  private boolean ends(char c, int depth) {
    return switch (c) {
      case '|' -> true;
      case ')' -> depth == 0;
      case ',' -> endsList();
      default -> Character.isWhitespace(c);
    };
  }

  /** A comma may stand between the hosts of a URI too; after a single word it never does. */
  private boolean endsList() {
    String before = text.slice(new Span(from, at));
    return (!before.contains(":") && !before.contains("/"))
        || NEXT.matcher(text.text()).region(at + 1, text.length()).lookingAt();
  }

  private Address quoted(char quote) {
    StringBuilder content = new StringBuilder();
    for (at = from + 1; at < text.length(); at++) {
      char c = text.at(at);
      if (c == quote) {
        if (text.at(at + 1) != quote) {
          return new Address(content.toString(), new Span(from, at + 1));
        }
        at++;
      }
      content.append(c);
    }
    throw text.syntax(
        new Span(from, from + 1), "a quoted address is never closed", "Add the closing " + quote);
  }
}

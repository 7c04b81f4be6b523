package dev.evert.shell.pipe;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a source or sink is, as it was written: a URI, a path or a single word.
 *
 * @param text without the quotes that may have stood around it
 * @param span with them
 */
public record Address(String text, Span span) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?!:).*", 32);

  public Address {
    Objects.requireNonNull(text);
    Objects.requireNonNull(span);
  }

  /** What stands before the first colon, if that can be a URI's scheme; else empty. */
  String scheme() {
    Matcher matcher = SCHEME.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** Whether it is a path of this machine's files. */
  boolean isPath() {
    return isPath(text);
  }

  /** Whether a text begins as a path, not as a URI or a query. */
  static boolean isPath(String text) {
    return text.startsWith("/")
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("~/")
        || text.equals(".")
        || text.equals("..")
        || text.equals("~");
  }
}

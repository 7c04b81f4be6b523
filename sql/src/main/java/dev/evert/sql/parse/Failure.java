package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.syntax.Span;

/** Makes the errors that name a place in the query. */
public final class Failure {
  private Failure() {}

  /** The text is no query. */
  public static EvertException syntax(String text, Span span, String what) {
    return at(text, span, ErrorCode.SQL_SYNTAX, what);
  }

  /** The query asks for something that cannot be maintained yet; {@code what} is a noun. */
  public static EvertException unsupported(String text, Span span, String what) {
    return unsupportedIn(text, span, what, "a view");
  }

  /** Something is not supported in {@code where}; both are nouns. */
  public static EvertException unsupportedIn(String text, Span span, String what, String where) {
    String message = what + " is not supported in " + where + " yet";
    return at(text, span, ErrorCode.SQL_UNSUPPORTED, message);
  }

  /** An error at a place; the message names it too. */
  public static EvertException at(String text, Span span, ErrorCode code, String message) {
    return EvertException.at(span.in(text), code, message + " (" + span.in(text) + ")", null);
  }

  /** An error at a place, with what to do. */
  public static EvertException at(
      String text, Span span, ErrorCode code, String message, String remedy) {
    return EvertException.at(span.in(text), code, message + " (" + span.in(text) + ")", remedy);
  }
}

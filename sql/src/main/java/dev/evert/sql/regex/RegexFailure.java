package dev.evert.sql.regex;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** What is wrong with an expression. */
final class RegexFailure {
  private RegexFailure() {}

  /** It is no regular expression. */
  static EvertException invalid(String reason) {
    return new EvertException(ErrorCode.INVALID_REGEX, "invalid regular expression: " + reason);
  }

  /** It means something that is not matched here as PostgreSQL does. */
  static EvertException unsupported(String what) {
    return new EvertException(
        ErrorCode.SQL_UNSUPPORTED, what + " is not supported in a regular expression");
  }

  /** Matching it takes too much. */
  static EvertException tooComplex(String what) {
    return new EvertException(
        ErrorCode.LIMIT_EXCEEDED, what, "Write a simpler regular expression.");
  }
}

package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** What is said about values that can not be read, in PostgreSQL's words. */
final class Invalid {
  /** A longer value is cut in messages. */
  private static final int MAX_SHOWN_CHARS = 200;

  private Invalid() {}

  /** The text is no value of the type. */
  static EvertException syntax(String type, String text) {
    return new EvertException(
        ErrorCode.INVALID_TEXT,
        "invalid input syntax for type " + type + ": \"" + cut(text) + "\"");
  }

  /** The text is no value of the type, for a reason that can be told. */
  static EvertException syntax(String type, String text, String detail) {
    return new EvertException(
        ErrorCode.INVALID_TEXT,
        "invalid input syntax for type " + type + ": \"" + cut(text) + "\" (" + detail + ")");
  }

  /** The text is a number beyond those of the type. */
  static EvertException range(String type, String text) {
    return new EvertException(
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "value \"" + cut(text) + "\" is out of range for type " + type);
  }

  /** The text is no date, time or interval. */
  static EvertException dateTime(String type, String text) {
    return new EvertException(
        ErrorCode.INVALID_DATETIME,
        "invalid input syntax for type " + type + ": \"" + cut(text) + "\"");
  }

  /** A field of a date, time or interval is not within its limits. */
  static EvertException dateTimeField(String text) {
    return new EvertException(
        ErrorCode.DATETIME_OUT_OF_RANGE,
        "date/time field value out of range: \"" + cut(text) + "\"");
  }

  /** A date, time or interval is beyond those of the type. */
  static EvertException dateTimeRange(String type, String text) {
    return new EvertException(
        ErrorCode.DATETIME_OUT_OF_RANGE, type + " out of range: \"" + cut(text) + "\"");
  }

  static String cut(String text) {
    if (text.length() <= MAX_SHOWN_CHARS) {
      return text;
    }
    int end = MAX_SHOWN_CHARS;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}

package dev.evert.shell.pipe;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.error.TextPlace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The text of a pipe: makes errors that point into it. */
final class PipeText {
  private final String text;

  PipeText(String text) {
    this.text = Objects.requireNonNull(text);
  }

  /** As it was written. */
  String text() {
    return text;
  }

  int length() {
    return text.length();
  }

  /** The character at an offset; 0 beyond the end, which no text holds where it matters. */
  char at(int offset) {
    return offset >= 0 && offset < text.length() ? text.charAt(offset) : '\0';
  }

  String slice(Span span) {
    return text.substring(span.from(), span.to());
  }

  /** The first offset from {@code from} on that holds neither white space nor a line's comment. */
  int skipBlanks(int from) {
    int at = from;
    while (at < text.length()) {
      if (text.startsWith("--", at)) {
        at = endOfLine(at);
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  int endOfLine(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline;
  }

  /** An error of the pipe's own grammar. */
  EvertException syntax(Span span, String message, @Nullable String remedy) {
    return failure(ErrorCode.PIPE_SYNTAX, span, message, remedy);
  }

  /** An error at a place; a null remedy means the code's own. */
  EvertException failure(ErrorCode code, Span span, String message, @Nullable String remedy) {
    return EvertException.at(place(span), code, message, remedy);
  }

  private TextPlace place(Span span) {
    return TextPlace.of(text, span.from(), Math.max(span.to(), span.from() + 1));
  }
}

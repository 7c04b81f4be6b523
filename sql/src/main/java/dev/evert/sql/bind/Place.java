package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.parse.Failure;
import dev.evert.sql.syntax.Span;

/** Makes errors at places of one query's text. */
record Place(String text) {

  EvertException error(Span span, ErrorCode code, String message) {
    return Failure.at(text, span, code, message);
  }

  EvertException error(Span span, ErrorCode code, String message, String remedy) {
    return Failure.at(text, span, code, message, remedy);
  }

  EvertException type(Span span, String message) {
    return Failure.at(text, span, ErrorCode.SQL_TYPE, message);
  }

  EvertException unsupported(Span span, String what) {
    return Failure.unsupported(text, span, what);
  }
}

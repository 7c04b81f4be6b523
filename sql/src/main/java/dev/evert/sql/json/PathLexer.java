package dev.evert.sql.json;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;

/** Cuts the text of a path into tokens. */
final class PathLexer {
  private static final String SPECIAL = "?%$.[]{}()|&!=<>@#,*:-+/\\\" \t\n\r\f";

  /** What a token is. */
  enum Kind {
    /** A name without quotes, a keyword too. */
    NAME,
    STRING,
    NUMBER,
    /** A variable: its name without the dollar. */
    VARIABLE,
    SIGN,
    END
  }

  /** A token. */
  record Token(Kind kind, String text) {}

  private final String text;
  private int at;

  PathLexer(String text) {
    this.text = text;
  }

  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "");
    }
    char c = text.charAt(at);
    if (c == '"') {
      return new Token(Kind.STRING, string());
    }
    if (c == '$') {
      return variable();
    }
    boolean digit = c >= '0' && c <= '9';
    boolean point = c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    if (digit || point) {
      return number();
    }
    if (SPECIAL.indexOf(c) < 0) {
      return new Token(Kind.NAME, name());
    }
    if (c == '\\') {
      throw new EvertException(
          ErrorCode.SQL_UNSUPPORTED, "an escape outside quotes is not supported in a jsonpath");
    }
    return sign();
  }

  private Token variable() {
    at++;
    if (at < text.length() && text.charAt(at) == '"') {
      return new Token(Kind.VARIABLE, string());
    }
    boolean named = at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0;
    return named ? new Token(Kind.VARIABLE, name()) : new Token(Kind.SIGN, "$");
  }

  private String name() {
    int from = at;
    while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String string() {
    int from = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw syntax("unterminated quoted string");
    }
    at++;
    try {
      return new JsonReader().set(text.substring(from, at)).readString();
    } catch (EvertException _) {
      throw syntax("invalid escape in " + text.substring(from, at));
    }
  }

  private Token number() {
    int from = at;
    boolean other =
        text.startsWith("0x", at) || text.startsWith("0o", at) || text.startsWith("0b", at);
    while (at < text.length() && isNumberPart(from)) {
      at++;
    }
    String number = text.substring(from, at);
    boolean trailing = at < text.length() && Character.isLetter(text.charAt(at));
    if (other || trailing || number.contains("_")) {
      throw syntax("trailing junk after numeric literal");
    }
    return new Token(Kind.NUMBER, number);
  }

  private boolean isNumberPart(int from) {
    char c = text.charAt(at);
    char before = at > from ? text.charAt(at - 1) : ' ';
    boolean exponent = before == 'e' || before == 'E';
    boolean point = c == '.' && text.substring(from, at).matches("[0-9]*");
    // In 1.type() the point is no part of the number, as a letter follows.
    boolean letterFollows = at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    return Character.isDigit(c)
        || (point && !letterFollows)
        || (c == 'e' || c == 'E')
        || (exponent && (c == '-' || c == '+'));
  }

  private Token sign() {
    for (String sign : new String[] {"**", "&&", "||", "==", "!=", "<>", "<=", ">="}) {
      if (text.startsWith(sign, at)) {
        at += 2;
        return new Token(Kind.SIGN, sign);
      }
    }
    return new Token(Kind.SIGN, String.valueOf(text.charAt(at++)));
  }

  static EvertException syntax(String why) {
    return new EvertException(ErrorCode.SQL_SYNTAX, "syntax error in jsonpath: " + why);
  }
}

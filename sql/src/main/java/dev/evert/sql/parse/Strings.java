package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;

/**
 * Reads one string constant: {@code '…'}, {@code E'…'}, {@code N'…'}, {@code U&'…'} or {@code
 * $tag$…$tag$}.
 */
final class Strings {
  private final String text;
  private final int start;
  private int at;

  Strings(String text, int start) {
    this.text = text;
    this.start = start;
  }

  /** Whether a string constant of any kind begins at {@code at}. */
  static boolean startsAt(String text, int at) {
    char c = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    return switch (c) {
      case '\'' -> true;
      case 'e', 'E', 'n', 'N', 'b', 'B', 'x', 'X' -> next == '\'';
      case 'u', 'U' -> next == '&' && text.startsWith("'", at + 2);
      case '$' -> dollarTagEnd(text, at) >= 0;
      default -> false;
    };
  }

  /** Where the string ends, after it was read. */
  int end() {
    return at;
  }

  /** What the string means. */
  String read() {
    return switch (text.charAt(start)) {
      case '\'' -> plain(start);
      case 'n', 'N' -> plain(start + 1);
      case 'e', 'E' -> escaped();
      case '$' -> dollarQuoted();
      case 'b', 'B', 'x', 'X' -> throw bitString();
      default -> unicode();
    };
  }

  private RuntimeException bitString() {
    return Failure.unsupported(text, new Span(start, start + 2), "a bit string");
  }

  private String unicode() {
    String inner = plain(start + 2);
    UnicodeEscapes escapes = new UnicodeEscapes(text, start, at);
    at = escapes.end();
    return escapes.decode(inner);
  }

  private String plain(int quote) {
    StringBuilder value = new StringBuilder();
    for (at = quote + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '\'') {
        value.append(c);
      } else if (text.startsWith("''", at)) {
        value.append(c);
        at++;
      } else {
        at++;
        return value.toString();
      }
    }
    throw unended();
  }

  private String escaped() {
    DecodedText value = new DecodedText(this::unpaired);
    at = start + 2;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        escape(value);
      } else if (c != '\'') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '\'') {
        value.append(c);
        at++;
      } else {
        return value.finish();
      }
    }
    throw unended();
  }

  private void escape(DecodedText value) {
    char c = text.charAt(at++);
    switch (c) {
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'x' -> value.append((char) digits(16, 1, 2));
      case 'u' -> value.appendCode(digits(16, 4, 4));
      case 'U' -> value.appendCode(digits(16, 8, 8));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        value.append((char) digits(8, 1, 3));
      }
      default -> value.append(c);
    }
  }

  private RuntimeException unpaired() {
    return Failure.syntax(text, new Span(start, at), "invalid Unicode surrogate pair");
  }

  private int digits(int radix, int least, int most) {
    int from = at;
    int value = 0;
    while (at < text.length()
        && at < from + most
        && DecodedText.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + DecodedText.digit(text.charAt(at++), radix);
    }
    boolean unfit = value > Character.MAX_CODE_POINT || value <= 0 || (most <= 3 && value > 0x7F);
    if (at < from + least || unfit) {
      throw Failure.syntax(text, new Span(from - 2, at), "an escape is not a character");
    }
    return value;
  }

  private String dollarQuoted() {
    int tagEnd = dollarTagEnd(text, start);
    String tag = text.substring(start, tagEnd);
    int close = text.indexOf(tag, tagEnd);
    if (close < 0) {
      throw unended();
    }
    at = close + tag.length();
    return text.substring(tagEnd, close);
  }

  private static int dollarTagEnd(String text, int at) {
    int i = at + 1;
    while (i < text.length() && Lexer.isNamePart(text.charAt(i)) && text.charAt(i) != '$') {
      i++;
    }
    boolean tag = i < text.length() && text.charAt(i) == '$';
    boolean named = i == at + 1 || Lexer.isNameStart(text.charAt(at + 1));
    return tag && named ? i + 1 : -1;
  }

  private RuntimeException unended() {
    return Failure.syntax(text, new Span(start, text.length()), "a string does not end");
  }
}

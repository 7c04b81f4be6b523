package dev.evert.sql.parse;

import dev.evert.sql.parse.Token.Kind;
import dev.evert.sql.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a text apart by PostgreSQL's lexical rules. */
final class Lexer {
  private static final String OPERATOR_SIGNS = "+-*/<>=~!@#%^&|`?";
  private static final String FREE_OPERATOR_SIGNS = "~!@#%^&|`?";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of {@code text}; the last is of kind END. */
  static List<Token> tokens(String text) {
    return new Lexer(text).run();
  }

  private List<Token> run() {
    while (skipBlank()) {
      next();
    }
    add(Kind.END, "end of the query", text.length());
    return tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Strings.startsAt(text, at)) {
      Strings strings = new Strings(text, at);
      addString(strings.read(), strings.end());
    } else if ((c == 'u' || c == 'U') && text.startsWith("&\"", at + 1)) {
      unicodeName();
    } else if (isNameStart(c)) {
      word();
    } else if (c == '"') {
      quotedName();
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      int end = NumberScanner.end(text, at);
      add(Kind.NUMBER, NumberScanner.plain(text.substring(at, end)), end);
    } else if (c == '$' && isDigit(peek(1))) {
      throw Failure.unsupported(text, new Span(at, at + 2), "a parameter");
    } else if (OPERATOR_SIGNS.indexOf(c) >= 0) {
      operator();
    } else {
      punctuation(c);
    }
  }

  /** Two strings with a line break between them are one. */
  private void addString(String value, int end) {
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    if (last != null && last.isString() && text.substring(last.to(), at).indexOf('\n') >= 0) {
      tokens.removeLast();
      tokens.add(new Token(Kind.STRING, last.text() + value, last.from(), end));
      at = end;
    } else {
      add(Kind.STRING, value, end);
    }
  }

  private void word() {
    int end = at + 1;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    add(Kind.WORD, lower(text.substring(at, end)), end);
  }

  /** PostgreSQL folds only ASCII letters in a database of UTF-8. */
  private static String lower(String word) {
    boolean ascii = word.chars().allMatch(c -> c < 0x80);
    if (ascii) {
      return word.toLowerCase(Locale.ROOT);
    }
    StringBuilder folded = new StringBuilder(word);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return folded.toString();
  }

  private void unicodeName() {
    int start = at;
    at += 2;
    quotedName();
    Token name = tokens.removeLast();
    UnicodeEscapes escapes = new UnicodeEscapes(text, start, name.to());
    tokens.add(new Token(Kind.NAME, escapes.decode(name.text()), start, escapes.end()));
    at = escapes.end();
  }

  private void quotedName() {
    int start = at;
    StringBuilder name = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '"') {
        name.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
        name.append(text.charAt(i++));
      } else if (name.isEmpty()) {
        throw Failure.syntax(text, new Span(start, i + 1), "a name in quotes is empty");
      } else {
        add(Kind.NAME, name.toString(), i + 1);
        return;
      }
    }
    throw Failure.syntax(text, new Span(start, text.length()), "a name in quotes does not end");
  }

  private void operator() {
    int end = at;
    while (end < text.length()
        && OPERATOR_SIGNS.indexOf(text.charAt(end)) >= 0
        && !text.startsWith("--", end)
        && !text.startsWith("/*", end)) {
      end++;
    }
    while (end > at + 1
        && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')
        && text.substring(at, end).chars().noneMatch(c -> FREE_OPERATOR_SIGNS.indexOf(c) >= 0)) {
      end--;
    }
    String sign = text.substring(at, end);
    add(Kind.OPERATOR, sign.equals("!=") ? "<>" : sign, end);
  }

  private void punctuation(char c) {
    if (text.startsWith("::", at)) {
      add(Kind.PUNCTUATION, "::", at + 2);
    } else if ("()[],;.:".indexOf(c) >= 0) {
      add(Kind.PUNCTUATION, String.valueOf(c), at + 1);
    } else {
      throw Failure.syntax(text, new Span(at, at + 1), "unexpected character \"" + c + "\"");
    }
  }

  private boolean skipBlank() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else {
        return true;
      }
    }
    return false;
  }

  /** Comments nest. */
  private void skipComment() {
    int start = at;
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (++at >= text.length()) {
        throw Failure.syntax(text, new Span(start, start + 2), "a comment does not end");
      }
    } while (depth > 0);
  }

  private void add(Kind kind, String meaning, int end) {
    tokens.add(new Token(kind, meaning, at, end));
    at = end;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }
}

package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.parse.Token.Kind;
import dev.evert.sql.syntax.Span;
import java.util.List;

/** A place in the tokens of a query, and the ways to move on from it. */
final class TokenCursor {
  /** How many parts of a query may lie in each other. */
  static final int MAX_DEPTH = 200;

  /** How many operators of one kind may follow on each other. */
  static final int MAX_CHAIN = 400;

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;

  TokenCursor(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /** A part of the query begins inside the present one; {@link #leave} ends it. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw tooLong("the query has more than " + MAX_DEPTH + " parts inside each other");
    }
  }

  /** The part ends. */
  void leave() {
    depth--;
  }

  /** One more operator follows; returns how many there are now. */
  int chain(int former) {
    if (former == MAX_CHAIN) {
      throw tooLong("more than " + MAX_CHAIN + " operators follow on each other");
    }
    return former + 1;
  }

  private EvertException tooLong(String what) {
    return Failure.at(
        text,
        peek().span(),
        ErrorCode.LIMIT_EXCEEDED,
        what,
        "Write a long chain of conditions as IN, or cut the query into several.");
  }

  /** The token that comes next. */
  Token peek() {
    return tokens.get(at);
  }

  /** The token that comes {@code ahead} after the next. */
  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /** Takes the next token. */
  Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Takes the words, if they come next, one after the other. */
  boolean takeWords(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).isWord(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** Takes the sign, if it comes next. */
  boolean takeSign(String sign) {
    if (!peek().isPunctuation(sign)) {
      return false;
    }
    at++;
    return true;
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean atSign(String sign) {
    return peek().isPunctuation(sign);
  }

  boolean atOperator(String operator) {
    return peek().kind() == Kind.OPERATOR && peek().text().equals(operator);
  }

  void expectWord(String word) {
    if (!takeWords(word)) {
      throw unexpected();
    }
  }

  void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw unexpected();
    }
  }

  /** From the first token to the one that was taken last. */
  Span since(Span first) {
    return first.through(tokens.get(Math.max(at - 1, 0)).span());
  }

  /** The error that the next token makes. */
  EvertException unexpected() {
    Token token = peek();
    String what =
        token.kind() == Kind.END
            ? "syntax error at the end of the query"
            : "syntax error at or near \"" + text.substring(token.from(), token.to()) + "\"";
    return Failure.syntax(text, token.span(), what);
  }

  /** An error at a place. */
  EvertException error(Span span, ErrorCode code, String message) {
    return Failure.at(text, span, code, message);
  }

  /** The error that something is not supported; {@code what} is a noun. */
  EvertException unsupported(Span span, String what) {
    return Failure.unsupported(text, span, what);
  }

  /** The error that something is not supported in {@code where}. */
  EvertException unsupportedIn(Span span, String what, String where) {
    return Failure.unsupportedIn(text, span, what, where);
  }
}

package dev.evert.sql.parse;

import dev.evert.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** A text of several statements, each ended by a semicolon but for the last. */
public final class Script {
  private Script() {}

  /**
   * One statement of a script.
   *
   * @param sql its text, without the semicolon
   * @param line where it begins, counted from 1
   */
  public record Part(String sql, int line) {}

  /**
   * The statements of a text, in order.
   *
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX, if a string or comment does not end
   */
  public static List<Part> split(String text) {
    List<Part> parts = new ArrayList<>();
    int from = -1;
    for (Token token : Lexer.tokens(text)) {
      boolean ends = token.isPunctuation(";") || token.kind() == Kind.END;
      if (ends && from >= 0) {
        int line = 1 + (int) text.chars().limit(from).filter(c -> c == '\n').count();
        parts.add(new Part(text.substring(from, token.from()).strip(), line));
        from = -1;
      } else if (!ends && from < 0) {
        from = token.from();
      }
    }
    return parts;
  }

  /** Whether a text that a person types ends with a whole statement, or holds none at all. */
  public static boolean isWhole(String text) {
    List<Token> tokens = Lexer.tokens(text);
    return tokens.size() < 2 || tokens.get(tokens.size() - 2).isPunctuation(";");
  }
}

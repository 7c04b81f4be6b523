package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WatermarkSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the declaration of a watermark, as it stands among the columns of a table. */
public final class WatermarkParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  WatermarkParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /**
   * Reads a text that is nothing but a declaration.
   *
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX, with the place
   */
  public static WatermarkSyntax parse(String text) {
    TokenCursor cursor = new TokenCursor(text);
    WatermarkSyntax syntax =
        new WatermarkParser(cursor, new QueryParser(cursor).expressions()).parse();
    if (cursor.peek().kind() != Token.Kind.END) {
      throw cursor.unexpected();
    }
    return syntax;
  }

  /** Whether a declaration comes next, and not a column that is called watermark. */
  boolean starts() {
    return cursor.atWord("watermark") && cursor.peek(1).isWord("for");
  }

  WatermarkSyntax parse() {
    Span first = cursor.peek().span();
    cursor.expectWord("watermark");
    cursor.expectWord("for");
    Token name = cursor.peek();
    if (!Words.isName(name)) {
      throw cursor.unexpected();
    }
    Syntax.Name column = new Syntax.Name(List.of(cursor.take().text()), name.span());
    cursor.expectWord("as");
    Syntax time = expressions.parse();
    Syntax atMost = cursor.takeWords("advance", "at", "most") ? expressions.parse() : null;
    Integer confirmations = atMost == null ? null : confirmations();
    return new WatermarkSyntax(column, time, atMost, confirmations, cursor.since(first));
  }

  private @Nullable Integer confirmations() {
    if (!cursor.takeWords("unless", "confirmed", "by")) {
      return null;
    }
    Token count = cursor.peek();
    if (count.kind() != Token.Kind.NUMBER || !count.text().matches("[1-9][0-9]{0,5}")) {
      throw cursor.unexpected();
    }
    cursor.take();
    cursor.expectWord("rows");
    return Integer.valueOf(count.text());
  }
}

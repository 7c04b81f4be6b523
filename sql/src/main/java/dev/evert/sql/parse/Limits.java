package dev.evert.sql.parse;

import dev.evert.sql.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** Reads {@code limit}, {@code offset} and {@code fetch}, in any order. */
final class Limits {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private @Nullable Syntax limit;
  private @Nullable Syntax offset;

  Limits(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  @Nullable Syntax limit() {
    return limit;
  }

  @Nullable Syntax offset() {
    return offset;
  }

  void parse() {
    while (true) {
      if (limit == null && cursor.takeWords("limit")) {
        limit = cursor.takeWords("all") ? null : expressions.parse();
      } else if (offset == null && cursor.takeWords("offset")) {
        offset = expressions.parse();
        takeRows();
      } else if (limit == null && cursor.takeWords("fetch")) {
        limit = fetch();
      } else {
        return;
      }
    }
  }

  private Syntax fetch() {
    Token first = cursor.peek();
    if (!cursor.takeWords("first") && !cursor.takeWords("next")) {
      throw cursor.unexpected();
    }
    boolean bare = cursor.atWord("row") || cursor.atWord("rows");
    Syntax count = bare ? new Syntax.Digits("1", first.span()) : expressions.parseOperand();
    if (!takeRows()) {
      throw cursor.unexpected();
    }
    if (cursor.atWord("with")) {
      throw cursor.unsupported(cursor.peek().span(), "fetch with ties");
    }
    cursor.expectWord("only");
    return count;
  }

  private boolean takeRows() {
    return cursor.takeWords("rows") || cursor.takeWords("row");
  }
}

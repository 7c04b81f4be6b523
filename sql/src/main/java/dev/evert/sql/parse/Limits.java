package dev.evert.sql.parse;

import dev.evert.sql.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** Reads {@code limit}, {@code offset} and {@code fetch}, in any order. */
final class Limits {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private @Nullable Syntax limit;
  private @Nullable Syntax offset;
  private @Nullable Token ties;

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

  /** The words {@code with ties}, if they are there. */
  @Nullable Token ties() {
    return ties;
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
    Token with = cursor.peek();
    if (cursor.takeWords("with", "ties")) {
      ties = with;
    } else {
      cursor.expectWord("only");
    }
    return count;
  }

  private boolean takeRows() {
    return cursor.takeWords("rows") || cursor.takeWords("row");
  }
}

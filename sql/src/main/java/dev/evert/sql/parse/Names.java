package dev.evert.sql.parse;

import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Reads names of what statements are about. */
final class Names {
  private final TokenCursor cursor;

  Names(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** A table's, view's or index's name, perhaps with its schema. */
  ObjectName object() {
    Span first = cursor.peek().span();
    List<String> parts = new ArrayList<>();
    parts.add(simple());
    while (cursor.takeSign(".")) {
      if (!cursor.peek().isNameLike()) {
        throw cursor.unexpected();
      }
      parts.add(cursor.take().text());
    }
    return new ObjectName(parts, cursor.since(first));
  }

  /** A name that can not have another before it. */
  String simple() {
    if (!Words.isName(cursor.peek())) {
      throw cursor.unexpected();
    }
    return cursor.take().text();
  }

  /** A column, with its place. */
  Syntax.Name column() {
    Span span = cursor.peek().span();
    return new Syntax.Name(List.of(simple()), span);
  }

  /** Columns in parentheses. */
  List<Syntax.Name> columns() {
    cursor.expectSign("(");
    List<Syntax.Name> columns = new ArrayList<>();
    do {
      columns.add(column());
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return columns;
  }

  /** Names in parentheses, if a parenthesis comes next. */
  List<String> optionalNames() {
    return cursor.atSign("(") ? columns().stream().map(Syntax.Name::last).toList() : List.of();
  }
}

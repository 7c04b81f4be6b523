package dev.evert.sql.parse;

import dev.evert.sql.syntax.GroupBy;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Reads what follows {@code group by}. */
final class GroupByParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  GroupByParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  GroupBy parse() {
    boolean distinct = cursor.takeWords("distinct");
    if (!distinct) {
      cursor.takeWords("all");
    }
    return new GroupBy(distinct, items());
  }

  private List<GroupBy.Item> items() {
    cursor.enter();
    List<GroupBy.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (cursor.takeSign(","));
    cursor.leave();
    return items;
  }

  private GroupBy.Item item() {
    Span first = cursor.peek().span();
    if (cursor.takeWords("grouping", "sets")) {
      cursor.expectSign("(");
      List<GroupBy.Item> items = items();
      cursor.expectSign(")");
      return new GroupBy.Sets(items, cursor.since(first));
    }
    boolean called = cursor.peek(1).isPunctuation("(");
    if (called && cursor.takeWords("rollup")) {
      return new GroupBy.Rollup(parts(), cursor.since(first));
    }
    if (called && cursor.takeWords("cube")) {
      return new GroupBy.Cube(parts(), cursor.since(first));
    }
    return part();
  }

  private List<GroupBy.Expressions> parts() {
    cursor.expectSign("(");
    List<GroupBy.Expressions> parts = new ArrayList<>();
    do {
      parts.add(part());
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return parts;
  }

  private GroupBy.Expressions part() {
    if (cursor.atSign("(") && cursor.peek(1).isPunctuation(")")) {
      cursor.take();
      cursor.take();
      return new GroupBy.Expressions(List.of());
    }
    Syntax expression = expressions.parse();
    return new GroupBy.Expressions(
        expression instanceof Syntax.Row row ? row.values() : List.of(expression));
  }
}

package dev.evert.sql.parse;

import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Reads what follows {@code order by}. */
final class SortItems {
  private SortItems() {}

  static List<Query.SortItem> parse(TokenCursor cursor, ExpressionParser expressions) {
    List<Query.SortItem> items = new ArrayList<>();
    do {
      Syntax expression = expressions.parse();
      boolean descending = cursor.takeWords("using") ? using(cursor) : cursor.takeWords("desc");
      if (!descending) {
        cursor.takeWords("asc");
      }
      boolean first = cursor.takeWords("nulls", "first");
      boolean last = !first && cursor.takeWords("nulls", "last");
      items.add(new Query.SortItem(expression, descending, first || (descending && !last)));
    } while (cursor.takeSign(","));
    return items;
  }

  /** {@code using >}: the operator tells which come first. */
  private static boolean using(TokenCursor cursor) {
    boolean greater = cursor.atOperator(">");
    if (!greater && !cursor.atOperator("<")) {
      throw cursor.unexpected();
    }
    cursor.take();
    return greater;
  }
}

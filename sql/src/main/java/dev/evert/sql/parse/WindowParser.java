package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WindowSyntax;
import dev.evert.sql.syntax.WindowSyntax.Bound;
import dev.evert.sql.syntax.WindowSyntax.Exclusion;
import dev.evert.sql.syntax.WindowSyntax.Kind;
import dev.evert.sql.syntax.WindowSyntax.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads windows. */
final class WindowParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  WindowParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** Reads what follows {@code over}. */
  WindowSyntax over() {
    Span first = cursor.peek().span();
    if (cursor.atSign("(")) {
      return parenthesized();
    }
    String name = name();
    return new WindowSyntax(name, true, List.of(), List.of(), null, first);
  }

  private String name() {
    if (!Words.isName(cursor.peek())) {
      throw cursor.unexpected();
    }
    return cursor.take().text();
  }

  /** Reads what follows {@code window}. */
  List<WindowSyntax.Named> named() {
    List<WindowSyntax.Named> windows = new ArrayList<>();
    do {
      Span first = cursor.peek().span();
      String name = name();
      cursor.expectWord("as");
      windows.add(new WindowSyntax.Named(name, parenthesized(), first));
    } while (cursor.takeSign(","));
    return windows;
  }

  private WindowSyntax parenthesized() {
    Span first = cursor.peek().span();
    cursor.expectSign("(");
    @Nullable String base = atBase() ? name() : null;
    List<Syntax> partition =
        cursor.takeWords("partition", "by") ? expressions.parseList() : List.of();
    List<Query.SortItem> order =
        cursor.takeWords("order", "by") ? SortItems.parse(cursor, expressions) : List.of();
    WindowSyntax.@Nullable Frame frame = frame();
    cursor.expectSign(")");
    return new WindowSyntax(base, false, partition, order, frame, cursor.since(first));
  }

  private boolean atBase() {
    Token token = cursor.peek();
    return Words.isName(token)
        && !token.isWord("partition")
        && !token.isWord("rows")
        && !token.isWord("range")
        && !token.isWord("groups");
  }

  private WindowSyntax.@Nullable Frame frame() {
    Token first = cursor.peek();
    Unit unit;
    if (cursor.takeWords("rows")) {
      unit = Unit.ROWS;
    } else if (cursor.takeWords("range")) {
      unit = Unit.RANGE;
    } else if (cursor.takeWords("groups")) {
      unit = Unit.GROUPS;
    } else {
      return null;
    }
    boolean between = cursor.takeWords("between");
    Bound start = bound();
    Bound end = new Bound(Kind.CURRENT_ROW, null, start.span());
    if (between) {
      cursor.expectWord("and");
      end = bound();
    }
    check(start, end, between);
    Exclusion exclusion = exclusion();
    return new WindowSyntax.Frame(unit, start, end, exclusion, cursor.since(first.span()));
  }

  private Bound bound() {
    Span first = cursor.peek().span();
    if (cursor.takeWords("unbounded", "preceding")) {
      return new Bound(Kind.UNBOUNDED_PRECEDING, null, cursor.since(first));
    }
    if (cursor.takeWords("unbounded", "following")) {
      return new Bound(Kind.UNBOUNDED_FOLLOWING, null, cursor.since(first));
    }
    if (cursor.takeWords("current", "row")) {
      return new Bound(Kind.CURRENT_ROW, null, cursor.since(first));
    }
    Syntax offset = expressions.parse();
    boolean preceding = cursor.takeWords("preceding");
    if (!preceding) {
      cursor.expectWord("following");
    }
    return new Bound(preceding ? Kind.PRECEDING : Kind.FOLLOWING, offset, cursor.since(first));
  }

  private void check(Bound start, Bound end, boolean between) {
    if (start.kind() == Kind.UNBOUNDED_FOLLOWING) {
      throw wrong(start, "frame start cannot be unbounded following");
    }
    if (end.kind() == Kind.UNBOUNDED_PRECEDING) {
      throw wrong(end, "frame end cannot be unbounded preceding");
    }
    if (!between && start.kind() == Kind.FOLLOWING) {
      throw wrong(start, "frame starting from following row cannot end with current row");
    }
    boolean precedes = end.kind() == Kind.PRECEDING;
    if (start.kind() == Kind.CURRENT_ROW && precedes) {
      throw wrong(end, "frame starting from current row cannot have preceding rows");
    }
    if (start.kind() == Kind.FOLLOWING && (precedes || end.kind() == Kind.CURRENT_ROW)) {
      throw wrong(end, "frame starting from following row cannot have preceding rows");
    }
  }

  private RuntimeException wrong(Bound bound, String what) {
    return cursor.error(bound.span(), ErrorCode.SQL_WINDOW, what);
  }

  private Exclusion exclusion() {
    if (!cursor.takeWords("exclude")) {
      return Exclusion.NO_OTHERS;
    }
    if (cursor.takeWords("current", "row")) {
      return Exclusion.CURRENT_ROW;
    }
    if (cursor.takeWords("group")) {
      return Exclusion.GROUP;
    }
    if (cursor.takeWords("ties")) {
      return Exclusion.TIES;
    }
    if (!cursor.takeWords("no", "others")) {
      throw cursor.unexpected();
    }
    return Exclusion.NO_OTHERS;
  }
}

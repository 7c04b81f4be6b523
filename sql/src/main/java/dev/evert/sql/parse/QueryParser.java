package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.parse.Token.Kind;
import dev.evert.sql.syntax.GroupBy;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import dev.evert.sql.syntax.WindowSyntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a query of PostgreSQL's dialect; one instance reads by one cursor. */
public final class QueryParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final TableParser tables;

  QueryParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor, this);
    this.tables = new TableParser(cursor, expressions, this);
  }

  /**
   * Reads one query; a semicolon may end it.
   *
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX or SQL_UNSUPPORTED, with the place
   */
  public static Query parse(String text) {
    QueryParser parser = new QueryParser(new TokenCursor(text));
    if (!parser.startsQuery() && !parser.cursor.atSign("(")) {
      throw parser.cursor.unexpected();
    }
    Query query = parser.parse();
    parser.cursor.takeSign(";");
    if (parser.cursor.peek().kind() != Kind.END) {
      throw parser.cursor.unexpected();
    }
    return query;
  }

  /** Reads the expressions of its queries. */
  ExpressionParser expressions() {
    return expressions;
  }

  /** Whether a query comes next, perhaps after parentheses that belong to it. */
  boolean startsQuery() {
    int ahead = 0;
    while (cursor.peek(ahead).isPunctuation("(")) {
      ahead++;
    }
    Token token = cursor.peek(ahead);
    return token.isWord("select")
        || token.isWord("with")
        || (token.isWord("table") && cursor.peek(ahead + 1).isNameLike())
        || (token.isWord("values") && cursor.peek(ahead + 1).isPunctuation("("));
  }

  /** Whether a parenthesis comes next in which there is a query and nothing else. */
  boolean startsSubquery() {
    if (!startsQuery()) {
      return false;
    }
    int inner = 1;
    while (cursor.peek(inner).isPunctuation("(")) {
      int close = closing(inner);
      if (!endsQuery(cursor.peek(close + 1))) {
        return false;
      }
      inner++;
    }
    return true;
  }

  /** The place of the parenthesis that closes the one at a place. */
  private int closing(int open) {
    int depth = 0;
    int at = open;
    while (cursor.peek(at).kind() != Kind.END) {
      if (cursor.peek(at).isPunctuation("(")) {
        depth++;
      } else if (cursor.peek(at).isPunctuation(")") && --depth == 0) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** Whether the token can follow a query in parentheses that is a part of another. */
  private static boolean endsQuery(Token token) {
    return switch (token.kind()) {
      case PUNCTUATION -> token.text().equals(")");
      case WORD ->
          switch (token.text()) {
            case "union", "intersect", "except", "order", "limit", "offset", "fetch" -> true;
            default -> false;
          };
      case NAME, STRING, NUMBER, OPERATOR, END -> false;
    };
  }

  /** Reads a query in parentheses. */
  Query parseSubquery() {
    cursor.expectSign("(");
    cursor.enter();
    Query query = parse();
    cursor.leave();
    cursor.expectSign(")");
    return query;
  }

  /** Reads a query with all its clauses. */
  Query parse() {
    Span first = cursor.peek().span();
    if (!cursor.takeWords("with")) {
      return ordered(first);
    }
    WithParser with = new WithParser(cursor, tables, this);
    Query.Recursive recursive = with.recursive();
    List<Query.Named> named = with.queries(recursive);
    Query body = ordered(cursor.peek().span());
    return new Query.With(recursive, named, body, cursor.since(first));
  }

  private Query ordered(Span first) {
    Query query = union();
    List<Query.SortItem> order =
        cursor.takeWords("order", "by") ? SortItems.parse(cursor, expressions) : List.of();
    Limits limits = new Limits(cursor, expressions);
    limits.parse();
    if (cursor.atWord("for")) {
      throw cursor.unsupported(cursor.peek().span(), "a lock on rows");
    }
    if (order.isEmpty() && limits.limit() == null && limits.offset() == null) {
      return query;
    }
    @Nullable Token ties = limits.ties();
    if (ties != null && order.isEmpty()) {
      String what = "with ties needs an order by";
      throw cursor.error(ties.span(), ErrorCode.SQL_SYNTAX, what);
    }
    Span span = cursor.since(first);
    return new Query.Ordered(query, order, limits.offset(), limits.limit(), ties != null, span);
  }

  /** {@code union} and {@code except} bind alike, less than {@code intersect}. */
  private Query union() {
    Span first = cursor.peek().span();
    cursor.enter();
    int operations = 0;
    Query left = intersection();
    while (cursor.atWord("union") || cursor.atWord("except")) {
      operations = cursor.chain(operations);
      boolean union = cursor.take().isWord("union");
      boolean all = all();
      Query right = intersection();
      Span span = cursor.since(first);
      left =
          union
              ? new Query.Union(all, left, right, span)
              : new Query.SetOperation(Query.SetOperator.EXCEPT, all, left, right, span);
    }
    cursor.leave();
    return left;
  }

  private boolean all() {
    boolean all = cursor.takeWords("all");
    if (!all) {
      cursor.takeWords("distinct");
    }
    return all;
  }

  private Query intersection() {
    Span first = cursor.peek().span();
    int operations = 0;
    Query left = primary();
    while (cursor.takeWords("intersect")) {
      operations = cursor.chain(operations);
      boolean all = all();
      Query right = primary();
      Span span = cursor.since(first);
      left = new Query.SetOperation(Query.SetOperator.INTERSECT, all, left, right, span);
    }
    return left;
  }

  private Query primary() {
    Span first = cursor.peek().span();
    if (cursor.takeSign("(")) {
      Query inner = parse();
      cursor.expectSign(")");
      return inner;
    }
    if (cursor.takeWords("values")) {
      return values(first);
    }
    if (cursor.takeWords("table")) {
      return all(first);
    }
    cursor.expectWord("select");
    return select(first);
  }

  /** {@code table t}: all rows of it. */
  private Query all(Span first) {
    Query.Item star = new Query.Item(new Syntax.Star(List.of(), first), null);
    TableSyntax table = tables.unnamed();
    Span span = cursor.since(first);
    return new Query.Select(
        false, List.of(), List.of(star), table, null, null, null, List.of(), null, span);
  }

  private Query values(Span first) {
    List<List<Syntax>> rows = new ArrayList<>();
    do {
      cursor.expectSign("(");
      rows.add(expressions.parseList());
      cursor.expectSign(")");
    } while (cursor.takeSign(","));
    return new Query.Values(rows, cursor.since(first));
  }

  private Query select(Span first) {
    boolean distinct = cursor.takeWords("distinct");
    List<Syntax> distinctOn = distinct ? distinctOn() : List.of();
    if (!distinct) {
      cursor.takeWords("all");
    }
    List<Query.Item> items = items();
    if (cursor.atWord("into")) {
      throw cursor.unsupported(cursor.peek().span(), "select into");
    }
    @Nullable TableSyntax from = cursor.takeWords("from") ? tables.parseList() : null;
    @Nullable Syntax where = cursor.takeWords("where") ? expressions.parse() : null;
    @Nullable GroupBy groupBy =
        cursor.takeWords("group", "by") ? new GroupByParser(cursor, expressions).parse() : null;
    @Nullable Syntax having = cursor.takeWords("having") ? expressions.parse() : null;
    List<WindowSyntax.Named> windows =
        cursor.takeWords("window") ? new WindowParser(cursor, expressions).named() : List.of();
    @Nullable Syntax qualify = cursor.takeWords("qualify") ? expressions.parse() : null;
    return new Query.Select(
        distinct,
        distinctOn,
        items,
        from,
        where,
        groupBy,
        having,
        windows,
        qualify,
        cursor.since(first));
  }

  private List<Syntax> distinctOn() {
    if (!cursor.takeWords("on")) {
      return List.of();
    }
    cursor.expectSign("(");
    List<Syntax> on = expressions.parseList();
    cursor.expectSign(")");
    return on;
  }

  private List<Query.Item> items() {
    List<Query.Item> items = new ArrayList<>();
    if (isEmptyList()) {
      return items;
    }
    do {
      items.add(item());
    } while (cursor.takeSign(","));
    return items;
  }

  /** A list may be empty where only the rows matter. */
  private boolean isEmptyList() {
    return cursor.atWord("from") || cursor.atWord("where") || cursor.atSign(")");
  }

  private Query.Item item() {
    Syntax expression = expressions.parse();
    if (cursor.takeWords("as")) {
      if (!cursor.peek().isNameLike()) {
        throw cursor.unexpected();
      }
      return new Query.Item(expression, cursor.take().text());
    }
    boolean label = Words.isBareLabel(cursor.peek());
    return new Query.Item(expression, label ? cursor.take().text() : null);
  }
}

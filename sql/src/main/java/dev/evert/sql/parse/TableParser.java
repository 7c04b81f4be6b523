package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands after {@code from}. */
final class TableParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final QueryParser queries;
  private final TimeWindowParser windows;
  private final TypeNameParser types;

  TableParser(TokenCursor cursor, ExpressionParser expressions, QueryParser queries) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.queries = queries;
    this.types = new TypeNameParser(cursor);
    this.windows = new TimeWindowParser(cursor, expressions, this);
  }

  /** Reads tables with commas between them: a join without condition. */
  TableSyntax parseList() {
    TableSyntax left = parse();
    while (cursor.takeSign(",")) {
      TableSyntax right = parse();
      left = joined(TableSyntax.Kind.INNER, left, right, null, List.of(), false);
    }
    return left;
  }

  private TableSyntax parse() {
    TableSyntax left = primary();
    while (atJoin()) {
      left = join(left);
    }
    return left;
  }

  private boolean atJoin() {
    return switch (cursor.peek().text()) {
      case "asof" -> atAsof();
      case "join", "inner", "left", "right", "full", "cross", "natural" ->
          cursor.peek().kind() == Token.Kind.WORD;
      default -> false;
    };
  }

  private TableSyntax join(TableSyntax left) {
    if (cursor.atWord("asof")) {
      return asof(left);
    }
    if (cursor.takeWords("cross")) {
      cursor.expectWord("join");
      return joined(TableSyntax.Kind.INNER, left, primary(), null, List.of(), false);
    }
    boolean natural = cursor.takeWords("natural");
    TableSyntax.Kind kind = kind();
    cursor.expectWord("join");
    TableSyntax right = primary();
    while (!natural && atJoin()) {
      right = join(right);
    }
    if (natural) {
      return joined(kind, left, right, null, List.of(), true);
    }
    if (cursor.takeWords("using")) {
      TableSyntax join = joined(kind, left, right, null, names(), false);
      return cursor.takeWords("as") ? merged((TableSyntax.Joined) join) : join;
    }
    if (cursor.takeWords("for", "system_time", "as", "of")) {
      return version(kind, left, right);
    }
    cursor.expectWord("on");
    return joined(kind, left, right, expressions.parse(), List.of(), false);
  }

  /** {@code using (a) as j}: a name for what is merged. */
  private TableSyntax merged(TableSyntax.Joined join) {
    if (!Words.isName(cursor.peek())) {
      throw cursor.unexpected();
    }
    return join.named(cursor.take().text());
  }

  private boolean atAsof() {
    Token next = cursor.peek(1);
    return cursor.atWord("asof")
        && (next.isWord("join") || next.isWord("left") || next.isWord("inner"));
  }

  private TableSyntax asof(TableSyntax left) {
    cursor.expectWord("asof");
    TableSyntax.Kind kind = kind();
    cursor.expectWord("join");
    TableSyntax right = primary();
    Syntax match = null;
    if (cursor.takeWords("match_condition")) {
      cursor.expectSign("(");
      match = expressions.parse();
      cursor.expectSign(")");
    }
    cursor.expectWord("on");
    Syntax on = expressions.parse();
    Span span = cursor.since(left.span());
    return new TableSyntax.AsofJoined(kind, left, right, null, match, on, span);
  }

  private TableSyntax version(TableSyntax.Kind kind, TableSyntax left, TableSyntax right) {
    if (kind != TableSyntax.Kind.INNER && kind != TableSyntax.Kind.LEFT) {
      throw cursor.unsupported(right.span(), "for system_time as of in a right or full join");
    }
    Syntax moment = expressions.parse();
    TableSyntax named = aliased(right);
    cursor.expectWord("on");
    Syntax on = expressions.parse();
    Span span = cursor.since(left.span());
    return new TableSyntax.AsofJoined(kind, left, named, moment, null, on, span);
  }

  private TableSyntax.Kind kind() {
    if (cursor.takeWords("full")) {
      cursor.takeWords("outer");
      return TableSyntax.Kind.FULL;
    }
    if (cursor.takeWords("left")) {
      cursor.takeWords("outer");
      return TableSyntax.Kind.LEFT;
    }
    if (cursor.takeWords("right")) {
      cursor.takeWords("outer");
      return TableSyntax.Kind.RIGHT;
    }
    cursor.takeWords("inner");
    return TableSyntax.Kind.INNER;
  }

  private TableSyntax joined(
      TableSyntax.Kind kind,
      TableSyntax left,
      TableSyntax right,
      @Nullable Syntax on,
      List<String> using,
      boolean natural) {
    Span span = cursor.since(left.span());
    return new TableSyntax.Joined(kind, left, right, on, using, natural, null, span);
  }

  private TableSyntax primary() {
    Token first = cursor.peek();
    if (cursor.takeWords("lateral")) {
      if (!cursor.atSign("(")) {
        return aliased(jsonOr());
      }
      return aliased(new TableSyntax.Derived(queries.parseSubquery(), true, first.span()));
    }
    if (cursor.takeSign("(")) {
      cursor.enter();
      TableSyntax inner = parenthesized(first);
      cursor.leave();
      return inner;
    }
    if (windows.starts()) {
      return aliased(windows.parse());
    }
    boolean rows =
        first.isWord("rows") && cursor.peek(1).isWord("from") && cursor.peek(2).isPunctuation("(");
    return aliased(rows ? rowsFrom() : jsonOr());
  }

  /** A table, or a query in parentheses, without another name. */
  TableSyntax unnamed() {
    Token first = cursor.peek();
    return cursor.atSign("(")
        ? new TableSyntax.Derived(queries.parseSubquery(), false, first.span())
        : table();
  }

  private TableSyntax parenthesized(Token open) {
    if (queries.startsQuery()) {
      TableSyntax query = new TableSyntax.Derived(queries.parse(), false, open.span());
      cursor.expectSign(")");
      return aliased(query);
    }
    TableSyntax inner = parse();
    cursor.expectSign(")");
    boolean named = Words.isName(cursor.peek()) && !cursor.atWord("qualify");
    return named || cursor.atWord("as") ? aliased(inner) : inner;
  }

  private TableSyntax jsonOr() {
    return JsonTableParser.starts(cursor) ? JsonTableParser.read(cursor, expressions) : table();
  }

  private TableSyntax table() {
    cursor.takeWords("only");
    Token first = cursor.peek();
    if (!Words.isName(first)) {
      throw cursor.unexpected();
    }
    cursor.take();
    List<String> parts = new ArrayList<>(List.of(first.text()));
    while (cursor.takeSign(".")) {
      if (!cursor.peek().isNameLike()) {
        throw cursor.unexpected();
      }
      parts.add(cursor.take().text());
    }
    if (cursor.atSign("(")) {
      return functions(List.of(expressions.call(parts, first.span())), first.span());
    }
    return new TableSyntax.Named(parts, cursor.since(first.span()));
  }

  private TableSyntax functions(List<Syntax.Call> calls, Span first) {
    boolean ordinality = cursor.takeWords("with", "ordinality");
    return new TableSyntax.Functions(calls, ordinality, List.of(), cursor.since(first));
  }

  /** {@code rows from (f(x), g(y))}: the rows of several functions beside each other. */
  private TableSyntax rowsFrom() {
    Span first = cursor.peek().span();
    cursor.takeWords("rows", "from");
    cursor.expectSign("(");
    List<Syntax.Call> calls = new ArrayList<>();
    do {
      Token name = cursor.take();
      if (!Words.isFunction(name)) {
        throw cursor.unexpected();
      }
      calls.add(expressions.call(List.of(name.text()), name.span()));
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return functions(calls, first);
  }

  private TableSyntax aliased(TableSyntax table) {
    boolean explicit = cursor.takeWords("as");
    // A condition, unless as says that it is a name.
    boolean match = cursor.atWord("match_condition") && cursor.peek(1).isPunctuation("(");
    boolean clause = cursor.atWord("qualify") || atAsof() || match;
    if (!explicit && (clause || !Words.isName(cursor.peek()))) {
      return sampled(table);
    }
    if (explicit && table instanceof TableSyntax.Functions functions && cursor.atSign("(")) {
      return typed(functions);
    }
    if (!Words.isName(cursor.peek())) {
      throw cursor.unexpected();
    }
    String alias = cursor.take().text();
    if (table instanceof TableSyntax.Functions functions && atTypedColumns()) {
      TableSyntax rows = typed(functions);
      return new TableSyntax.Aliased(rows, alias, List.of(), cursor.since(table.span()));
    }
    List<String> columns = cursor.atSign("(") ? names() : List.of();
    Span span = cursor.since(table.span());
    return sampled(new TableSyntax.Aliased(table, alias, columns, span));
  }

  /** Whether names in parentheses follow that have types. */
  private boolean atTypedColumns() {
    Token second = cursor.peek(2);
    return cursor.atSign("(") && !second.isPunctuation(",") && !second.isPunctuation(")");
  }

  private TableSyntax typed(TableSyntax.Functions functions) {
    cursor.expectSign("(");
    List<TableSyntax.TypedColumn> columns = new ArrayList<>();
    do {
      Token name = cursor.peek();
      if (!Words.isName(name)) {
        throw cursor.unexpected();
      }
      cursor.take();
      columns.add(
          new TableSyntax.TypedColumn(name.text(), types.parse(), cursor.since(name.span())));
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return new TableSyntax.Functions(
        functions.calls(), functions.ordinality(), columns, cursor.since(functions.span()));
  }

  private TableSyntax sampled(TableSyntax table) {
    if (cursor.atWord("tablesample")) {
      throw cursor.unsupported(cursor.peek().span(), "tablesample");
    }
    return table;
  }

  /** Names in parentheses. */
  List<String> names() {
    cursor.expectSign("(");
    List<String> names = new ArrayList<>();
    do {
      if (!Words.isName(cursor.peek())) {
        throw cursor.unexpected();
      }
      names.add(cursor.take().text());
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return names;
  }
}

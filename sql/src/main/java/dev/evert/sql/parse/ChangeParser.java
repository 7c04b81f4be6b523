package dev.evert.sql.parse;

import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads statements that change rows. */
final class ChangeParser {
  private final TokenCursor cursor;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final Names names;

  ChangeParser(TokenCursor cursor, QueryParser queries, ExpressionParser expressions) {
    this.cursor = cursor;
    this.queries = queries;
    this.expressions = expressions;
    this.names = new Names(cursor);
  }

  Statement parse(Span first) {
    if (cursor.takeWords("insert", "into")) {
      return insert(first);
    }
    if (cursor.takeWords("update")) {
      return update(first);
    }
    if (cursor.takeWords("delete", "from")) {
      return delete(first);
    }
    if (cursor.takeWords("truncate")) {
      cursor.takeWords("table");
      return new Statement.Truncate(names.object(), cursor.since(first));
    }
    throw cursor.unexpected();
  }

  private Statement insert(Span first) {
    ObjectName table = names.object();
    boolean listed = cursor.atSign("(") && !queries.startsQuery();
    List<Syntax.Name> columns = listed ? names.columns() : List.of();
    List<List<Optional<Syntax>>> rows = new ArrayList<>();
    Query query = null;
    if (cursor.takeWords("default", "values")) {
      rows.add(List.of());
    } else if (cursor.takeWords("values")) {
      do {
        rows.add(row());
      } while (cursor.takeSign(","));
    } else {
      query = queries.parse();
    }
    refuseMore();
    return new Statement.Insert(table, columns, rows, query, cursor.since(first));
  }

  private List<Optional<Syntax>> row() {
    cursor.expectSign("(");
    List<Optional<Syntax>> values = new ArrayList<>();
    do {
      values.add(value());
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return values;
  }

  private Optional<Syntax> value() {
    return cursor.takeWords("default") ? Optional.empty() : Optional.of(expressions.parse());
  }

  private void refuseMore() {
    Token next = cursor.peek();
    if (next.isWord("returning") || next.isWord("on") || next.isWord("from")) {
      throw cursor.unsupportedIn(next.span(), "\"" + next.text() + "\"", "this statement");
    }
  }

  private Statement update(Span first) {
    ObjectName table = names.object();
    String alias = alias();
    cursor.expectWord("set");
    List<Statement.Assignment> assignments = new ArrayList<>();
    do {
      Syntax.Name column = names.column();
      if (!cursor.atOperator("=")) {
        throw cursor.unexpected();
      }
      cursor.take();
      assignments.add(new Statement.Assignment(column, value()));
    } while (cursor.takeSign(","));
    refuseMore();
    Syntax where = where();
    refuseMore();
    return new Statement.Update(table, alias, assignments, where, cursor.since(first));
  }

  private Statement delete(Span first) {
    ObjectName table = names.object();
    String alias = alias();
    if (cursor.atWord("using")) {
      throw cursor.unsupportedIn(cursor.peek().span(), "\"using\"", "this statement");
    }
    Syntax where = where();
    refuseMore();
    return new Statement.Delete(table, alias, where, cursor.since(first));
  }

  private @Nullable String alias() {
    boolean named = cursor.takeWords("as") || Words.isName(cursor.peek());
    return named && !cursor.atWord("set") ? names.simple() : null;
  }

  private @Nullable Syntax where() {
    return cursor.takeWords("where") ? expressions.parse() : null;
  }
}

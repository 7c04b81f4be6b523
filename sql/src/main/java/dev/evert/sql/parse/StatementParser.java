package dev.evert.sql.parse;

import dev.evert.sql.parse.Token.Kind;
import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one statement of PostgreSQL's dialect. */
public final class StatementParser {
  private static final Set<String> SHOWN =
      Set.of("tables", "views", "indexes", "functions", "errors");

  private final String text;
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final QueryParser queries;

  private StatementParser(String text) {
    this.text = text;
    this.cursor = new TokenCursor(text);
    this.queries = new QueryParser(cursor);
    this.expressions = queries.expressions();
  }

  /**
   * Reads one statement; a semicolon may end it.
   *
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX or SQL_UNSUPPORTED, with the place
   */
  public static Statement parse(String text) {
    StatementParser parser = new StatementParser(text);
    Statement statement = parser.parse();
    parser.cursor.takeSign(";");
    if (parser.cursor.peek().kind() != Kind.END) {
      throw parser.cursor.unexpected();
    }
    return statement;
  }

  private Statement parse() {
    Span first = cursor.peek().span();
    if (queries.startsQuery() || cursor.atSign("(")) {
      return ask(first);
    }
    Names names = new Names(cursor);
    if (cursor.takeWords("create")) {
      return new CreateParser(text, cursor, queries).parse(first);
    }
    if (cursor.takeWords("drop")) {
      return drop(first, names);
    }
    if (cursor.takeWords("explain")) {
      return explain(first, names);
    }
    if (cursor.takeWords("show")) {
      return show(first);
    }
    return new ChangeParser(cursor, queries, expressions).parse(first);
  }

  private Statement ask(Span first) {
    Query query = queries.parse();
    Span span = cursor.since(first);
    return new Statement.Ask(query, text.substring(span.from(), span.to()), span);
  }

  private Statement drop(Span first, Names names) {
    Statement.Drop.Kind kind = kind();
    boolean ifExists = cursor.takeWords("if", "exists");
    List<ObjectName> dropped = new ArrayList<>();
    do {
      dropped.add(names.object());
    } while (cursor.takeSign(","));
    boolean cascade = cursor.takeWords("cascade");
    if (!cascade) {
      cursor.takeWords("restrict");
    }
    return new Statement.Drop(kind, ifExists, dropped, cascade, cursor.since(first));
  }

  private Statement.Drop.Kind kind() {
    if (cursor.takeWords("table")) {
      return Statement.Drop.Kind.TABLE;
    }
    if (cursor.takeWords("view")) {
      return Statement.Drop.Kind.VIEW;
    }
    if (cursor.takeWords("materialized", "view")) {
      return Statement.Drop.Kind.MATERIALIZED_VIEW;
    }
    if (cursor.takeWords("function")) {
      return Statement.Drop.Kind.FUNCTION;
    }
    cursor.expectWord("index");
    return Statement.Drop.Kind.INDEX;
  }

  private Statement explain(Span first, Names names) {
    boolean analyze = cursor.takeWords("analyze") || cursor.takeWords("analyse");
    boolean view = cursor.takeWords("materialized", "view") || cursor.takeWords("view");
    if (view) {
      ObjectName name = names.object();
      return new Statement.Explain(analyze, name, null, cursor.since(first));
    }
    int from = cursor.peek().from();
    queries.parse();
    Span span = cursor.since(first);
    return new Statement.Explain(analyze, null, text.substring(from, span.to()), span);
  }

  private Statement show(Span first) {
    if (!SHOWN.contains(cursor.peek().text())) {
      throw cursor.unexpected();
    }
    String what = cursor.take().text();
    return new Statement.Show(what, cursor.since(first));
  }
}

package dev.evert.sql.parse;

import dev.evert.sql.syntax.ColumnSyntax;
import dev.evert.sql.syntax.ConstraintSyntax;
import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import dev.evert.sql.syntax.WatermarkSyntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what follows {@code create}. */
final class CreateParser {
  private final String text;
  private final TokenCursor cursor;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final TypeNameParser types;
  private final Names names;

  CreateParser(String text, TokenCursor cursor, QueryParser queries) {
    this.text = text;
    this.cursor = cursor;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.types = new TypeNameParser(cursor);
    this.names = new Names(cursor);
  }

  Statement parse(Span first) {
    boolean orReplace = cursor.takeWords("or", "replace");
    boolean aggregate = cursor.takeWords("aggregate");
    if (orReplace || aggregate || cursor.atWord("function")) {
      cursor.expectWord("function");
      return new FunctionParser(cursor).parse(first, orReplace, aggregate);
    }
    if (cursor.takeWords("table")) {
      return table(first);
    }
    if (cursor.takeWords("materialized", "view")) {
      return view(first, true);
    }
    if (cursor.takeWords("view")) {
      return view(first, false);
    }
    if (cursor.takeWords("index")) {
      return index(first);
    }
    throw cursor.unexpected();
  }

  private boolean ifNotExists() {
    return cursor.takeWords("if", "not", "exists");
  }

  private Statement table(Span first) {
    boolean ifNotExists = ifNotExists();
    ObjectName name = names.object();
    List<ColumnSyntax> columns = new ArrayList<>();
    List<ConstraintSyntax> constraints = new ArrayList<>();
    WatermarkParser watermarks = new WatermarkParser(cursor, expressions);
    WatermarkSyntax watermark = null;
    cursor.expectSign("(");
    do {
      if (watermarks.starts() && watermark == null) {
        watermark = watermarks.parse();
      } else if (atConstraint()) {
        constraints.add(constraint());
      } else {
        columns.add(column(constraints));
      }
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    boolean appendOnly = cursor.takeWords("append", "only");
    Span span = cursor.since(first);
    return new Statement.CreateTable(
        name, ifNotExists, columns, constraints, watermark, appendOnly, span);
  }

  private boolean atConstraint() {
    Token next = cursor.peek();
    return next.isWord("constraint")
        || next.isWord("primary")
        || next.isWord("check")
        || next.isWord("unique")
        || next.isWord("foreign");
  }

  private ConstraintSyntax constraint() {
    Span first = cursor.peek().span();
    if (cursor.takeWords("constraint")) {
      names.simple();
    }
    if (cursor.takeWords("primary", "key")) {
      List<String> columns = names.columns().stream().map(Syntax.Name::last).toList();
      return new ConstraintSyntax.PrimaryKey(columns, cursor.since(first));
    }
    if (cursor.atWord("check")) {
      return check(first);
    }
    throw refused();
  }

  private ConstraintSyntax.Check check(Span first) {
    cursor.expectWord("check");
    cursor.expectSign("(");
    int from = cursor.peek().from();
    Syntax condition = expressions.parse();
    String sql = text.substring(from, cursor.since(first).to());
    cursor.expectSign(")");
    return new ConstraintSyntax.Check(condition, sql, cursor.since(first));
  }

  private RuntimeException refused() {
    Token next = cursor.peek();
    if (next.isWord("unique") || next.isWord("foreign") || next.isWord("references")) {
      String what = next.isWord("unique") ? "a unique constraint" : "a foreign key";
      return Failure.unsupportedIn(text, next.span(), what, "a table");
    }
    return cursor.unexpected();
  }

  private ColumnSyntax column(List<ConstraintSyntax> constraints) {
    Span first = cursor.peek().span();
    String name = names.simple();
    TypeName type = types.parse();
    ColumnParts parts = new ColumnParts();
    while (!cursor.atSign(",") && !cursor.atSign(")")) {
      part(parts, constraints);
    }
    return new ColumnSyntax(
        name,
        type,
        parts.notNull,
        parts.primaryKey,
        parts.byDefault,
        parts.byDefaultSql,
        cursor.since(first));
  }

  /** What is said of one column beyond name and type. */
  private static final class ColumnParts {
    private boolean notNull;
    private boolean primaryKey;
    private @Nullable Syntax byDefault;
    private @Nullable String byDefaultSql;
  }

  private void part(ColumnParts parts, List<ConstraintSyntax> constraints) {
    if (cursor.takeWords("not", "null")) {
      parts.notNull = true;
    } else if (cursor.takeWords("primary", "key")) {
      parts.primaryKey = true;
    } else if (cursor.takeWords("default")) {
      Span from = cursor.peek().span();
      parts.byDefault = expressions.parseOperand();
      parts.byDefaultSql = text.substring(from.from(), cursor.since(from).to());
    } else if (cursor.atWord("check")) {
      constraints.add(check(cursor.peek().span()));
    } else if (cursor.takeWords("constraint")) {
      names.simple();
    } else if (!cursor.takeWords("null")) {
      throw refused();
    }
  }

  private Statement view(Span first, boolean materialized) {
    boolean ifNotExists = ifNotExists();
    ObjectName name = names.object();
    List<String> columns = names.optionalNames();
    List<Statement.Option> options = materialized ? options() : List.of();
    cursor.expectWord("as");
    Span from = cursor.peek().span();
    Query query = queries.parse();
    String sql = text.substring(from.from(), cursor.since(from).to());
    Span span = cursor.since(first);
    return new Statement.CreateView(
        name, materialized, ifNotExists, columns, options, sql, query, span);
  }

  private List<Statement.Option> options() {
    List<Statement.Option> options = new ArrayList<>();
    if (!cursor.takeWords("with")) {
      return options;
    }
    cursor.expectSign("(");
    do {
      Syntax.Name name = names.column();
      if (!cursor.atOperator("=")) {
        throw cursor.unexpected();
      }
      cursor.take();
      options.add(new Statement.Option(name, expressions.parse()));
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return options;
  }

  private Statement index(Span first) {
    boolean ifNotExists = ifNotExists();
    ObjectName name = cursor.atWord("on") ? null : names.object();
    cursor.expectWord("on");
    ObjectName on = names.object();
    List<Syntax.Name> columns = names.columns();
    return new Statement.CreateIndex(name, ifNotExists, on, columns, cursor.since(first));
  }
}

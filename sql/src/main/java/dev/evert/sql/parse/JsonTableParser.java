package dev.evert.sql.parse;

import dev.evert.sql.syntax.JsonSyntax;
import dev.evert.sql.syntax.JsonSyntax.Kind;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code json_table(…)} as the lateral query that it stands for: a row for each item of the
 * row path, {@code json_value} and its like of the item as columns, and a left join for what is
 * nested.
 */
final class JsonTableParser {
  private static final String ITEM = "item";
  private static final String PLACE = "place";
  private static final Set<String> DOCUMENTS = Set.of("json", "jsonb");

  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final JsonParser json;
  private int levels;

  JsonTableParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.json = new JsonParser(cursor, expressions);
  }

  /** A level: its columns, and the table that has them. */
  private record Level(List<Query.Item> items, TableSyntax from) {}

  /** Reads on after the opening parenthesis. */
  TableSyntax parse(Span first) {
    Syntax document = json.document();
    cursor.expectSign(",");
    Syntax path = expressions.parse();
    if (cursor.takeWords("as")) {
      cursor.take();
    }
    List<JsonSyntax.Variable> passing = json.passing();
    Level level = level(document, path, passing, first);
    boolean strict = cursor.takeWords("error");
    if (strict || cursor.takeWords("empty")) {
      cursor.takeWords("array");
      cursor.expectWord("on");
      cursor.expectWord("error");
    }
    if (strict) {
      throw cursor.unsupported(first, "json_table with error on error");
    }
    cursor.expectSign(")");
    return derived(level, cursor.since(first));
  }

  private TableSyntax derived(Level level, Span span) {
    Query query =
        new Query.Select(
            false, List.of(), level.items(), level.from(), null, null, null, List.of(), null, span);
    return new TableSyntax.Derived(query, true, span);
  }

  /** Reads {@code columns (…)} of the items of a path. */
  private Level level(Syntax document, Syntax path, List<JsonSyntax.Variable> passing, Span span) {
    String alias = "json_table " + levels++;
    TableSyntax from = rows(document, path, passing, alias, span);
    List<Query.Item> items = new ArrayList<>();
    boolean nested = false;
    cursor.expectWord("columns");
    cursor.expectSign("(");
    do {
      if (cursor.atWord("nested")) {
        if (nested) {
          throw cursor.unsupported(cursor.peek().span(), "nested columns beside others");
        }
        nested = true;
        from = nested(from, alias, passing, items);
      } else {
        items.add(column(alias, passing));
      }
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return new Level(items, from);
  }

  /** A row for each item, with its place. */
  private static TableSyntax rows(
      Syntax document, Syntax path, List<JsonSyntax.Variable> passing, String alias, Span span) {
    List<Syntax> variables = new ArrayList<>();
    for (JsonSyntax.Variable variable : passing) {
      variables.add(new Syntax.Text(variable.name(), span));
      variables.add(variable.value());
    }
    Syntax.Call call =
        new Syntax.Call(
            "jsonb_path_query",
            List.of(
                new Syntax.Cast(document, type("jsonb", span), span),
                path,
                new Syntax.Call("jsonb_build_object", variables, span),
                new Syntax.Truth(true, span)),
            span);
    TableSyntax functions = new TableSyntax.Functions(List.of(call), true, List.of(), span);
    return new TableSyntax.Aliased(functions, alias, List.of(ITEM, PLACE), span);
  }

  private static TypeName type(String name, Span span) {
    return new TypeName(name, List.of(), false, span);
  }

  private static Syntax item(String alias, Span span) {
    return new Syntax.Name(List.of(alias, ITEM), span);
  }

  /** The columns below are those of a row for each item of another path; or nulls. */
  private TableSyntax nested(
      TableSyntax from, String alias, List<JsonSyntax.Variable> passing, List<Query.Item> items) {
    Span span = cursor.take().span();
    cursor.takeWords("path");
    Syntax path = expressions.parse();
    if (cursor.takeWords("as")) {
      cursor.take();
    }
    Level below = level(item(alias, span), path, passing, span);
    String name = alias + " nested";
    for (Query.Item item : below.items()) {
      String column = String.valueOf(item.alias());
      items.add(new Query.Item(new Syntax.Name(List.of(name, column), span), column));
    }
    TableSyntax rows = new TableSyntax.Aliased(derived(below, span), name, List.of(), span);
    Syntax on = new Syntax.Truth(true, span);
    return new TableSyntax.Joined(
        TableSyntax.Kind.LEFT, from, rows, on, List.of(), false, null, span);
  }

  private Query.Item column(String alias, List<JsonSyntax.Variable> passing) {
    Token name = cursor.peek();
    if (!name.isNameLike()) {
      throw cursor.unexpected();
    }
    cursor.take();
    Span span = name.span();
    if (cursor.takeWords("for", "ordinality")) {
      Syntax place = new Syntax.Name(List.of(alias, PLACE), span);
      return new Query.Item(new Syntax.Cast(place, type("integer", span), span), name.text());
    }
    TypeName type = new TypeNameParser(cursor).parse();
    boolean exists = cursor.takeWords("exists");
    boolean formatted = cursor.takeWords("format", "json");
    Kind kind = exists ? Kind.EXISTS : Kind.VALUE;
    if (!exists && (formatted || type.array() || DOCUMENTS.contains(type.name()))) {
      kind = Kind.QUERY;
    }
    Syntax path = path(name);
    JsonSyntax asked = json.clauses(kind, item(alias, span), path, passing, exists ? null : type);
    Syntax value = new Syntax.JsonAccess(asked, span);
    return new Query.Item(exists ? existing(value, type) : value, name.text());
  }

  /** Where no path is told, the column is the member of its name. */
  private Syntax path(Token name) {
    if (cursor.takeWords("path")) {
      return expressions.parse();
    }
    String quoted = name.text().replace("\\", "\\\\").replace("\"", "\\\"");
    return new Syntax.Text("$.\"" + quoted + "\"", name.span());
  }

  private static Syntax existing(Syntax value, TypeName type) {
    boolean bool = type.name().equals("boolean") || type.name().equals("bool");
    return bool ? value : new Syntax.Cast(value, type, type.span());
  }

  /** Whether {@code json_table(} comes next. */
  static boolean starts(TokenCursor cursor) {
    return cursor.atWord("json_table") && cursor.peek(1).isPunctuation("(");
  }

  /** Reads the table, from its name on. */
  static TableSyntax read(TokenCursor cursor, ExpressionParser expressions) {
    Span first = cursor.take().span();
    cursor.expectSign("(");
    TableSyntax rows = new JsonTableParser(cursor, expressions).parse(first);
    return new TableSyntax.Aliased(rows, "json_table", List.of(), rows.span());
  }
}

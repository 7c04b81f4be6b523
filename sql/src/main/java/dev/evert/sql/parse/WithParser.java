package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Trails;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands after {@code with}. */
final class WithParser {
  private final TokenCursor cursor;
  private final TableParser tables;
  private final QueryParser queries;

  WithParser(TokenCursor cursor, TableParser tables, QueryParser queries) {
    this.cursor = cursor;
    this.tables = tables;
    this.queries = queries;
  }

  /** Reads {@code recursive}, or {@code mutually recursive} with a limit, if it is there. */
  Query.Recursive recursive() {
    if (cursor.takeWords("recursive")) {
      return new Query.Recursive.Plain();
    }
    if (!cursor.takeWords("mutually", "recursive")) {
      return new Query.Recursive.No();
    }
    return cursor.atSign("(") ? limited() : new Query.Recursive.Mutual(0, false);
  }

  private Query.Recursive limited() {
    cursor.expectSign("(");
    boolean isFinal = cursor.takeWords("return", "at");
    if (!isFinal) {
      cursor.takeWords("error", "at");
    }
    cursor.expectWord("recursion");
    cursor.expectWord("limit");
    Token number = cursor.take();
    int limit = number.kind() == Token.Kind.NUMBER ? limit(number) : 0;
    if (limit < 1) {
      String what = "a recursion limit is a whole number from 1 to 1000000";
      throw cursor.error(number.span(), ErrorCode.SQL_SYNTAX, what);
    }
    cursor.expectSign(")");
    return new Query.Recursive.Mutual(limit, isFinal);
  }

  private static int limit(Token number) {
    boolean fits = number.text().matches("[0-9]{1,6}|1000000");
    return fits ? Integer.parseInt(number.text()) : 0;
  }

  /** Reads the queries. */
  List<Query.Named> queries(Query.Recursive recursive) {
    List<Query.Named> named = new ArrayList<>();
    do {
      named.add(named(recursive instanceof Query.Recursive.Mutual));
    } while (cursor.takeSign(","));
    return named;
  }

  private Query.Named named(boolean typed) {
    if (!Words.isName(cursor.peek())) {
      throw cursor.unexpected();
    }
    String name = cursor.take().text();
    List<String> columns = new ArrayList<>();
    List<TypeName> types = new ArrayList<>();
    if (typed) {
      columns(columns, types);
    } else if (cursor.atSign("(")) {
      columns.addAll(tables.names());
    }
    cursor.expectWord("as");
    if (!cursor.takeWords("materialized")) {
      cursor.takeWords("not", "materialized");
    }
    cursor.expectSign("(");
    Query query = queries.parse();
    cursor.expectSign(")");
    Trails trails = new TrailsParser(cursor).parse();
    return new Query.Named(name, columns, types, query, trails);
  }

  /** Reads names of columns with their types. */
  private void columns(List<String> names, List<TypeName> types) {
    TypeNameParser parser = new TypeNameParser(cursor);
    cursor.expectSign("(");
    do {
      if (!Words.isName(cursor.peek())) {
        throw cursor.unexpected();
      }
      names.add(cursor.take().text());
      types.add(parser.parse());
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
  }
}

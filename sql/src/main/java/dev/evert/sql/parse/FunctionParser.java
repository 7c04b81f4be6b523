package dev.evert.sql.parse;

import dev.evert.sql.syntax.ColumnSyntax;
import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what follows {@code create function}. */
final class FunctionParser {
  private final TokenCursor cursor;
  private final Names names;
  private final TypeNameParser types;
  private @Nullable TypeName returns;
  private List<ColumnSyntax> columns = List.of();
  private @Nullable Token method;
  private @Nullable Token jar;

  FunctionParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.names = new Names(cursor);
    this.types = new TypeNameParser(cursor);
  }

  Statement parse(Span first, boolean orReplace, boolean aggregate) {
    ObjectName name = names.object();
    List<TypeName> parameters = parameters();
    while (clause()) {}
    Token as = method;
    Token using = jar;
    if (as == null || using == null || (returns == null && columns.isEmpty())) {
      throw cursor.unexpected();
    }
    return new Statement.CreateFunction(
        name,
        orReplace,
        aggregate,
        parameters,
        returns,
        columns,
        as.text(),
        using.text(),
        using.span(),
        cursor.since(first));
  }

  /** Types, each perhaps with a name before it. */
  private List<TypeName> parameters() {
    List<TypeName> parameters = new ArrayList<>();
    cursor.expectSign("(");
    while (!cursor.takeSign(")")) {
      if (!parameters.isEmpty()) {
        cursor.expectSign(",");
      }
      Token next = cursor.peek(1);
      if (next.isNameLike() && !next.isWord("precision") && !next.isWord("varying")) {
        names.simple();
      }
      parameters.add(types.parse());
    }
    return parameters;
  }

  private boolean clause() {
    if (cursor.takeWords("returns", "table")) {
      columns = columns();
    } else if (cursor.takeWords("returns")) {
      returns = types.parse();
    } else if (cursor.takeWords("language")) {
      cursor.expectWord("java");
    } else if (cursor.takeWords("as")) {
      method = string();
    } else if (cursor.takeWords("using", "jar")) {
      jar = string();
    } else {
      return cursor.takeWords("immutable") || cursor.takeWords("strict");
    }
    return true;
  }

  private List<ColumnSyntax> columns() {
    List<ColumnSyntax> found = new ArrayList<>();
    cursor.expectSign("(");
    do {
      Span first = cursor.peek().span();
      String name = names.simple();
      TypeName type = types.parse();
      found.add(new ColumnSyntax(name, type, false, false, null, null, cursor.since(first)));
    } while (cursor.takeSign(","));
    cursor.expectSign(")");
    return found;
  }

  private Token string() {
    if (!cursor.peek().isString()) {
      throw cursor.unexpected();
    }
    return cursor.take();
  }
}

package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.syntax.JsonSyntax;
import dev.evert.sql.syntax.JsonSyntax.Instead;
import dev.evert.sql.syntax.JsonSyntax.Kind;
import dev.evert.sql.syntax.JsonSyntax.Otherwise;
import dev.evert.sql.syntax.JsonSyntax.Wrapper;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the calls of SQL/JSON that have clauses of their own. */
final class JsonParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  JsonParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** Reads on after the opening parenthesis. */
  Syntax parse(Kind kind, Span first) {
    Syntax context = document();
    cursor.expectSign(",");
    Syntax path = expressions.parse();
    List<JsonSyntax.Variable> passing = passing();
    TypeName returning = kind != Kind.EXISTS && cursor.takeWords("returning") ? type() : null;
    JsonSyntax asked = clauses(kind, context, path, passing, returning);
    cursor.expectSign(")");
    return new Syntax.JsonAccess(asked, cursor.since(first));
  }

  /** Reads what is asked of. */
  Syntax document() {
    Syntax context = expressions.parse();
    if (cursor.takeWords("format", "json")) {
      cursor.takeWords("encoding", "utf8");
    }
    return context;
  }

  /** Reads how what is found is shown, and what stands for what is not. */
  JsonSyntax clauses(
      Kind kind,
      Syntax context,
      Syntax path,
      List<JsonSyntax.Variable> passing,
      @Nullable TypeName returning) {
    Wrapper wrapper = kind == Kind.QUERY ? wrapper() : Wrapper.NEVER;
    Span place = cursor.peek().span();
    boolean keepsQuotes = kind != Kind.QUERY || quotes();
    if (!keepsQuotes && wrapper != Wrapper.NEVER) {
      throw cursor.error(
          place, ErrorCode.SQL_SYNTAX, "quotes can not be left out where there is a wrapper");
    }
    Instead usual = kind == Kind.EXISTS ? Instead.FALSE : Instead.NULL;
    Otherwise onEmpty = new Otherwise(usual, null);
    Otherwise onError = onEmpty;
    Otherwise next = otherwise(kind);
    if (next != null && kind != Kind.EXISTS && cursor.takeWords("on", "empty")) {
      onEmpty = next;
      next = otherwise(kind);
    }
    if (next != null) {
      cursor.expectWord("on");
      cursor.expectWord("error");
      onError = next;
    }
    return new JsonSyntax(
        kind, context, path, passing, returning, wrapper, keepsQuotes, onEmpty, onError);
  }

  /** Whether members follow the opening parenthesis, not arrays of names and values. */
  boolean atMembers() {
    if (cursor.atSign(")") || atMakingClause()) {
      return true;
    }
    int depth = 0;
    for (int ahead = 0; cursor.peek(ahead).kind() != Token.Kind.END; ahead++) {
      Token token = cursor.peek(ahead);
      if (token.isPunctuation("(") || token.isPunctuation("[")) {
        depth++;
      } else if (token.isPunctuation(")") || token.isPunctuation("]")) {
        depth--;
      }
      if (depth < 0 || (depth == 0 && token.isPunctuation(","))) {
        return false;
      }
      boolean after = ahead > 0 && !cursor.peek(ahead - 1).isPunctuation(".");
      if (depth == 0 && (token.isPunctuation(":") || (after && token.isWord("value")))) {
        return true;
      }
    }
    return false;
  }

  /** Reads members on after the opening parenthesis. */
  Syntax object(Span first) {
    List<Syntax> names = new ArrayList<>();
    List<Syntax> values = new ArrayList<>();
    while (!cursor.atSign(")") && !atMakingClause()) {
      names.add(expressions.parse());
      if (!cursor.takeSign(":")) {
        cursor.expectWord("value");
      }
      values.add(value());
      if (!cursor.takeSign(",")) {
        break;
      }
    }
    boolean absent = absent(false);
    boolean unique = cursor.takeWords("with", "unique");
    if (unique || cursor.takeWords("without", "unique")) {
      cursor.takeWords("keys");
    }
    return made(true, names, values, absent, unique, first);
  }

  /** Reads elements on after the opening parenthesis. */
  Syntax array(Span first) {
    List<Syntax> values = new ArrayList<>();
    if (cursor.atWord("select") || cursor.atWord("values")) {
      throw cursor.unsupported(cursor.peek().span(), "json_array of a query");
    }
    while (!cursor.atSign(")") && !atMakingClause()) {
      values.add(value());
      if (!cursor.takeSign(",")) {
        break;
      }
    }
    return made(false, List.of(), values, absent(true), false, first);
  }

  /**
   * An aggregate that is called otherwise than others.
   *
   * @param returning the type that the call is cast to; null if it is not
   */
  record Aggregate(Syntax.Call call, @Nullable TypeName returning) {}

  /** Reads the call of {@code json_arrayagg} on after the opening parenthesis. */
  Aggregate arrayAggregate(Span first, Supplier<@Nullable Syntax> filter) {
    Syntax value = value();
    List<Query.SortItem> order =
        cursor.takeWords("order", "by") ? SortItems.parse(cursor, expressions) : List.of();
    boolean absent = absent(true);
    TypeName returning = cursor.takeWords("returning") ? type() : null;
    cursor.expectSign(")");
    Span span = cursor.since(first);
    Syntax condition = present(value, absent, filter.get());
    return new Aggregate(
        new Syntax.Call(
            "json_arrayagg", List.of(value), false, false, order, false, condition, span),
        returning);
  }

  /** Reads the call of {@code json_objectagg} on after the opening parenthesis. */
  Aggregate objectAggregate(Span first, Supplier<@Nullable Syntax> filter) {
    Syntax name = expressions.parse();
    if (!cursor.takeSign(":")) {
      cursor.expectWord("value");
    }
    Syntax value = value();
    boolean absent = absent(false);
    if (cursor.atWord("with")) {
      throw cursor.unsupported(cursor.peek().span(), "json_objectagg with unique keys");
    }
    if (cursor.takeWords("without", "unique")) {
      cursor.takeWords("keys");
    }
    TypeName returning = cursor.takeWords("returning") ? type() : null;
    cursor.expectSign(")");
    Span span = cursor.since(first);
    Syntax condition = present(value, absent, filter.get());
    List<Syntax> arguments = List.of(name, value);
    return new Aggregate(
        new Syntax.Call(
            "json_objectagg", arguments, false, false, List.of(), false, condition, span),
        returning);
  }

  /** What is null is left out by a condition. */
  private static @Nullable Syntax present(Syntax value, boolean absent, @Nullable Syntax filter) {
    if (!absent) {
      return filter;
    }
    Syntax there = new Syntax.Is(value, Syntax.Condition.NULL, true, value.span());
    return filter == null ? there : new Syntax.And(filter, there, filter.span());
  }

  private Syntax made(
      boolean object,
      List<Syntax> names,
      List<Syntax> values,
      boolean absent,
      boolean unique,
      Span first) {
    TypeName returning = cursor.takeWords("returning") ? type() : null;
    cursor.expectSign(")");
    return new Syntax.JsonMade(
        object, names, values, absent, unique, returning, cursor.since(first));
  }

  private boolean atMakingClause() {
    boolean nulls = cursor.atWord("null") || cursor.atWord("absent");
    return (nulls && cursor.peek(1).isWord("on")) || cursor.atWord("returning");
  }

  private Syntax value() {
    Syntax value = expressions.parse();
    Span first = cursor.peek().span();
    return cursor.takeWords("format", "json")
        ? new Syntax.Cast(value, new TypeName("json", List.of(), false, first), value.span())
        : value;
  }

  private boolean absent(boolean usual) {
    if (cursor.takeWords("absent", "on", "null")) {
      return true;
    }
    return !cursor.takeWords("null", "on", "null") && usual;
  }

  /** Reads the variables of a path. */
  List<JsonSyntax.Variable> passing() {
    List<JsonSyntax.Variable> variables = new ArrayList<>();
    if (cursor.takeWords("passing")) {
      do {
        Syntax value = expressions.parse();
        cursor.expectWord("as");
        if (!cursor.peek().isNameLike()) {
          throw cursor.unexpected();
        }
        variables.add(new JsonSyntax.Variable(cursor.take().text(), value));
      } while (cursor.takeSign(","));
    }
    return variables;
  }

  private TypeName type() {
    TypeName type = new TypeNameParser(cursor).parse();
    cursor.takeWords("format", "json");
    return type;
  }

  private Wrapper wrapper() {
    if (cursor.takeWords("without")) {
      cursor.takeWords("array");
      cursor.expectWord("wrapper");
      return Wrapper.NEVER;
    }
    if (!cursor.takeWords("with")) {
      return Wrapper.NEVER;
    }
    boolean several = cursor.takeWords("conditional");
    if (!several) {
      cursor.takeWords("unconditional");
    }
    cursor.takeWords("array");
    cursor.expectWord("wrapper");
    return several ? Wrapper.SEVERAL : Wrapper.ALWAYS;
  }

  private boolean quotes() {
    boolean omit = cursor.takeWords("omit");
    if (omit || cursor.takeWords("keep")) {
      cursor.expectWord("quotes");
      cursor.takeWords("on", "scalar", "string");
    }
    return !omit;
  }

  private @Nullable Otherwise otherwise(Kind kind) {
    if (kind == Kind.EXISTS && cursor.takeWords("unknown")) {
      return new Otherwise(Instead.NULL, null);
    }
    Span place = cursor.peek().span();
    Otherwise taken = anyOtherwise();
    if (taken != null && !fits(taken.instead(), kind)) {
      throw cursor.error(
          place,
          ErrorCode.SQL_SYNTAX,
          switch (kind) {
            case EXISTS -> "json_exists gives true, false, unknown or an error instead";
            case VALUE -> "json_value gives null, a default or an error instead";
            case QUERY ->
                "json_query gives null, an empty array or object, a default or an error"
                    + " instead";
          });
    }
    return taken;
  }

  private static boolean fits(Instead instead, Kind kind) {
    return switch (instead) {
      case ERROR -> true;
      case TRUE, FALSE -> kind == Kind.EXISTS;
      case NULL, DEFAULT -> kind != Kind.EXISTS;
      case EMPTY_ARRAY, EMPTY_OBJECT -> kind == Kind.QUERY;
    };
  }

  private @Nullable Otherwise anyOtherwise() {
    if (cursor.takeWords("default")) {
      return new Otherwise(Instead.DEFAULT, expressions.parse());
    }
    if (cursor.takeWords("empty")) {
      boolean object = cursor.takeWords("object");
      if (!object) {
        cursor.takeWords("array");
      }
      return new Otherwise(object ? Instead.EMPTY_OBJECT : Instead.EMPTY_ARRAY, null);
    }
    for (Instead instead : List.of(Instead.NULL, Instead.ERROR, Instead.TRUE, Instead.FALSE)) {
      if (cursor.takeWords(instead.name().toLowerCase(Locale.ROOT))) {
        return new Otherwise(instead, null);
      }
    }
    return null;
  }
}

package dev.evert.sql.parse;

import dev.evert.sql.parse.NamedArguments.Argument;
import dev.evert.sql.syntax.JsonSyntax;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import dev.evert.sql.syntax.WindowSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the call of a function, the ones with words among their arguments included. */
final class CallParser {
  private static final Set<String> NORMAL_FORMS = Set.of("NFC", "NFD", "NFKC", "NFKD");

  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final JsonParser json;

  CallParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.json = new JsonParser(cursor, expressions);
  }

  /** Reads on from the parenthesis after the function's name. */
  Syntax parse(List<String> name, Span first) {
    boolean elsewhere = name.size() == 2 && !name.getFirst().equals("pg_catalog");
    if (name.size() > 2 || elsewhere) {
      throw cursor.unsupported(first, "the function " + String.join(".", name));
    }
    cursor.expectSign("(");
    return name.size() > 1 ? ordinary(name.getLast(), first) : special(name.getFirst(), first);
  }

  private Syntax special(String name, Span first) {
    return switch (name) {
      case "extract" -> extract(first);
      case "position" -> position(first);
      case "substring" -> substring(first);
      case "overlay" -> overlay(first);
      case "trim" -> trim(first);
      case "normalize" -> normalize(first);
      case "json_object" -> json.atMembers() ? json.object(first) : ordinary(name, first);
      case "json_array" -> json.array(first);
      case "json_arrayagg" -> over(json.arrayAggregate(first, this::filter), first);
      case "json_objectagg" -> over(json.objectAggregate(first, this::filter), first);
      case "json_exists" -> json.parse(JsonSyntax.Kind.EXISTS, first);
      case "json_value" -> json.parse(JsonSyntax.Kind.VALUE, first);
      case "json_query" -> json.parse(JsonSyntax.Kind.QUERY, first);
      default -> ordinary(name, first);
    };
  }

  private Syntax ordinary(String name, Span first) {
    boolean star = cursor.atOperator("*") && cursor.peek(1).isPunctuation(")");
    boolean distinct = false;
    List<Syntax> arguments = NamedArguments.defaults(name, first);
    List<Query.SortItem> order = List.of();
    if (star) {
      cursor.take();
    } else if (!cursor.atSign(")")) {
      distinct = cursor.takeWords("distinct");
      if (!distinct) {
        cursor.takeWords("all");
      }
      arguments = arguments(name);
      order = order();
    }
    cursor.expectSign(")");
    Span span = cursor.since(first);
    boolean within = cursor.atWord("within") && cursor.peek(1).isWord("group");
    if (within) {
      order = withinGroup(distinct, order);
    }
    Syntax.Call call =
        new Syntax.Call(name, arguments, star, distinct, order, within, filter(), span);
    return windowed(call, first);
  }

  private Syntax windowed(Syntax.Call call, Span first) {
    if (!cursor.takeWords("over")) {
      return call;
    }
    WindowSyntax window = new WindowParser(cursor, expressions).over();
    return new Syntax.Windowed(call, window, cursor.since(first));
  }

  /** What an aggregate of SQL/JSON returns is that of its call, or of the call over a window. */
  private Syntax over(JsonParser.Aggregate aggregate, Span first) {
    Syntax value = windowed(aggregate.call(), first);
    TypeName returning = aggregate.returning();
    return returning == null ? value : new Syntax.Cast(value, returning, cursor.since(first));
  }

  private List<Syntax> arguments(String function) {
    Span first = cursor.peek().span();
    List<Argument> arguments = new ArrayList<>();
    do {
      if (cursor.atWord("variadic")) {
        throw cursor.unsupported(cursor.peek().span(), "variadic");
      }
      arguments.add(argument());
    } while (cursor.takeSign(","));
    List<Syntax> ordered = NamedArguments.ordered(function, arguments, first);
    if (ordered == null) {
      throw cursor.unsupported(first, "this naming of arguments");
    }
    return ordered;
  }

  private Argument argument() {
    Token next = cursor.peek(1);
    boolean named =
        cursor.peek().isNameLike()
            && next.kind() == Token.Kind.OPERATOR
            && (next.text().equals("=>") || next.text().equals(":="));
    if (!named) {
      return new Argument(null, expressions.parse());
    }
    String name = cursor.take().text();
    cursor.take();
    return new Argument(name, expressions.parse());
  }

  private List<Query.SortItem> order() {
    return cursor.takeWords("order", "by") ? SortItems.parse(cursor, expressions) : List.of();
  }

  private List<Query.SortItem> withinGroup(boolean distinct, List<Query.SortItem> inside) {
    if (distinct || !inside.isEmpty()) {
      throw cursor.unexpected();
    }
    cursor.takeWords("within", "group");
    cursor.expectSign("(");
    if (!cursor.atWord("order")) {
      throw cursor.unexpected();
    }
    List<Query.SortItem> order = order();
    cursor.expectSign(")");
    return order;
  }

  private @Nullable Syntax filter() {
    @Nullable Syntax filter = null;
    if (cursor.atWord("filter") && cursor.peek(1).isPunctuation("(")) {
      cursor.take();
      cursor.take();
      cursor.expectWord("where");
      filter = expressions.parse();
      cursor.expectSign(")");
    }
    return filter;
  }

  private Syntax call(String name, List<Syntax> arguments, Span first) {
    cursor.expectSign(")");
    return new Syntax.Call(name, arguments, cursor.since(first));
  }

  private Syntax extract(Span first) {
    Token field = cursor.take();
    if (!field.isNameLike() && !field.isString()) {
      throw cursor.unexpected();
    }
    cursor.expectWord("from");
    Syntax from = expressions.parse();
    return call("extract", List.of(new Syntax.Text(field.text(), field.span()), from), first);
  }

  private Syntax position(Span first) {
    Syntax part = expressions.parseOperand();
    cursor.expectWord("in");
    Syntax whole = expressions.parseOperand();
    return call("position", List.of(whole, part), first);
  }

  private Syntax substring(Span first) {
    Syntax text = expressions.parse();
    List<Syntax> arguments = new ArrayList<>(List.of(text));
    if (cursor.takeWords("similar")) {
      Syntax pattern = expressions.parse();
      cursor.expectWord("escape");
      Syntax escape = expressions.parse();
      Span span = pattern.span().through(escape.span());
      arguments.add(new Syntax.Call("similar_to_escape", List.of(pattern, escape), span));
    }
    while (cursor.takeSign(",")) {
      arguments.add(expressions.parse());
    }
    if (cursor.takeWords("from")) {
      arguments.add(expressions.parse());
      if (cursor.takeWords("for")) {
        arguments.add(expressions.parse());
      }
    } else if (cursor.takeWords("for")) {
      Syntax length = expressions.parse();
      Syntax start = cursor.takeWords("from") ? expressions.parse() : one(length.span());
      arguments.add(start);
      arguments.add(length);
    }
    return call("substring", arguments, first);
  }

  private static Syntax one(Span span) {
    return new Syntax.Digits("1", span);
  }

  private Syntax overlay(Span first) {
    List<Syntax> arguments = new ArrayList<>(List.of(expressions.parse()));
    if (cursor.takeWords("placing")) {
      arguments.add(expressions.parse());
      cursor.expectWord("from");
      arguments.add(expressions.parse());
      if (cursor.takeWords("for")) {
        arguments.add(expressions.parse());
      }
    }
    while (cursor.takeSign(",")) {
      arguments.add(expressions.parse());
    }
    return call("overlay", arguments, first);
  }

  private Syntax trim(Span first) {
    String name = "btrim";
    if (cursor.takeWords("leading")) {
      name = "ltrim";
    } else if (cursor.takeWords("trailing")) {
      name = "rtrim";
    } else {
      cursor.takeWords("both");
    }
    List<Syntax> list = cursor.takeWords("from") ? List.of() : expressions.parseList();
    if (!list.isEmpty() && cursor.takeWords("from")) {
      List<Syntax> arguments = new ArrayList<>(expressions.parseList());
      arguments.addAll(list);
      return call(name, arguments, first);
    }
    return call(name, list.isEmpty() ? expressions.parseList() : list, first);
  }

  private Syntax normalize(Span first) {
    Syntax text = expressions.parse();
    Syntax form = cursor.takeSign(",") ? normalForm(cursor) : new Syntax.Text("NFC", text.span());
    return call("normalize", List.of(text, form), first);
  }

  /** The name of a normal form, or the usual one. */
  static Syntax normalForm(TokenCursor cursor) {
    Token token = cursor.peek();
    String name = token.text().toUpperCase(Locale.ROOT);
    boolean known = token.isNameLike() && NORMAL_FORMS.contains(name);
    return new Syntax.Text(known ? name : "NFC", known ? cursor.take().span() : token.span());
  }
}

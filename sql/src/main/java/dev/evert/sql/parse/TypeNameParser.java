package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the name of a type. */
final class TypeNameParser {
  private static final Set<String> INTERVAL_FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  private final TokenCursor cursor;

  TypeNameParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads a type, with its modifiers and brackets. */
  TypeName parse() {
    Span first = cursor.peek().span();
    String name = name();
    List<Integer> modifiers = modifiers();
    name = name + zoneSuffix(name) + intervalFields(name);
    boolean array = brackets();
    return new TypeName(name, modifiers, array, cursor.since(first));
  }

  /**
   * Whether a type followed by a string comes next: {@code date '2020-01-01'}. Types of several
   * words are known by their first.
   */
  boolean atTypedLiteral() {
    Token first = cursor.peek();
    if (!Words.isFunction(first)) {
      return false;
    }
    if (cursor.peek(1).isString()) {
      return true;
    }
    int words =
        switch (first.text()) {
          case "double" -> cursor.peek(1).isWord("precision") ? 2 : 0;
          case "character", "char" -> cursor.peek(1).isWord("varying") ? 2 : 0;
          case "timestamp", "time" -> precisionAndZone();
          default -> 0;
        };
    return words > 0 && cursor.peek(words).isString();
  }

  /** How many words and signs the type takes; 0 if it is just its name. */
  private int precisionAndZone() {
    boolean precise =
        cursor.peek(1).isPunctuation("(")
            && cursor.peek(2).kind() == Token.Kind.NUMBER
            && cursor.peek(3).isPunctuation(")");
    int at = precise ? 4 : 1;
    boolean with = cursor.peek(at).isWord("with") || cursor.peek(at).isWord("without");
    boolean zone = with && cursor.peek(at + 1).isWord("time") && cursor.peek(at + 2).isWord("zone");
    return zone ? at + 3 : at - 1 == 0 ? 0 : at;
  }

  private String name() {
    if (!Words.isFunction(cursor.peek())) {
      throw cursor.unexpected();
    }
    Token token = cursor.take();
    if (token.isWord("double")) {
      cursor.expectWord("precision");
      return "double precision";
    }
    if ((token.isWord("character") || token.isWord("char")) && cursor.takeWords("varying")) {
      return "character varying";
    }
    if (cursor.atSign(".") && cursor.peek(1).isNameLike()) {
      cursor.take();
      String type = cursor.take().text();
      return token.text().equals("pg_catalog") ? type : token.text() + "." + type;
    }
    return token.text();
  }

  private String zoneSuffix(String name) {
    if (!name.equals("timestamp") && !name.equals("time")) {
      return "";
    }
    if (cursor.takeWords("with", "time", "zone")) {
      return " with time zone";
    }
    cursor.takeWords("without", "time", "zone");
    return "";
  }

  /** The units after {@code interval}, e.g. {@code day to second}. */
  String intervalFields(String name) {
    if (!name.equals("interval") || !INTERVAL_FIELDS.contains(cursor.peek().text())) {
      return "";
    }
    StringBuilder fields = new StringBuilder(" ").append(cursor.take().text());
    if (cursor.atWord("to") && INTERVAL_FIELDS.contains(cursor.peek(1).text())) {
      cursor.take();
      fields.append(" to ").append(cursor.take().text());
    }
    return fields.toString();
  }

  private List<Integer> modifiers() {
    List<Integer> modifiers = new ArrayList<>();
    if (cursor.takeSign("(")) {
      do {
        modifiers.add(modifier());
      } while (cursor.takeSign(","));
      cursor.expectSign(")");
    }
    return modifiers;
  }

  private int modifier() {
    boolean negative = cursor.atOperator("-");
    if (negative) {
      cursor.take();
    }
    Token token = cursor.peek();
    if (token.kind() != Token.Kind.NUMBER || token.text().length() > 9) {
      throw cursor.unexpected();
    }
    try {
      int value = Integer.parseInt(token.text());
      cursor.take();
      return negative ? -value : value;
    } catch (NumberFormatException _) {
      throw cursor.unexpected();
    }
  }

  private boolean brackets() {
    boolean array = cursor.takeWords("array");
    while (cursor.atSign("[")) {
      cursor.take();
      if (cursor.peek().kind() == Token.Kind.NUMBER) {
        cursor.take();
      }
      cursor.expectSign("]");
      array = true;
    }
    return array;
  }
}

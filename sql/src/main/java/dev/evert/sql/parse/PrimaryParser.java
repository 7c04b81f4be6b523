package dev.evert.sql.parse;

import dev.evert.sql.parse.Token.Kind;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what operators stand between: constants, columns, calls, and what is in parentheses. */
final class PrimaryParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final TypeNameParser types;
  private final CallParser calls;
  private final QueryParser queries;

  PrimaryParser(
      TokenCursor cursor, ExpressionParser expressions, TypeNameParser types, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
    this.expressions = expressions;
    this.types = types;
    this.calls = new CallParser(cursor, expressions);
  }

  Syntax parse() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case STRING -> new Syntax.Text(cursor.take().text(), token.span());
      case NUMBER -> new Syntax.Digits(cursor.take().text(), token.span());
      case PUNCTUATION -> parenthesized();
      case WORD -> word(token);
      case NAME -> named();
      case OPERATOR -> star(token);
      case END -> throw cursor.unexpected();
    };
  }

  /** Reads the call of a function whose name was read. */
  Syntax call(List<String> name, Span first) {
    return calls.parse(name, first);
  }

  private Syntax star(Token token) {
    if (!cursor.atOperator("*")) {
      throw cursor.unexpected();
    }
    cursor.take();
    return new Syntax.Star(List.of(), token.span());
  }

  private Syntax parenthesized() {
    Token open = cursor.peek();
    if (queries.startsSubquery()) {
      Syntax query = new Syntax.Subquery(queries.parseSubquery(), cursor.since(open.span()));
      return fields(query, open);
    }
    cursor.expectSign("(");
    Syntax inner = expressions.parse();
    if (cursor.takeSign(",")) {
      List<Syntax> values = new ArrayList<>(List.of(inner));
      values.addAll(expressions.parseList());
      return row(values, open.span());
    }
    cursor.expectSign(")");
    return fields(inner, open);
  }

  /** {@code (r).f.g} or {@code (r).*}. */
  private Syntax fields(Syntax row, Token open) {
    Syntax value = row;
    while (cursor.takeSign(".")) {
      if (cursor.atOperator("*")) {
        cursor.take();
        return new Syntax.FieldsOf(value, cursor.since(open.span()));
      }
      if (!cursor.peek().isNameLike()) {
        throw cursor.unexpected();
      }
      String name = cursor.take().text();
      value = new Syntax.FieldOf(value, name, cursor.since(open.span()));
    }
    return value;
  }

  private Syntax rowCall() {
    Token first = cursor.take();
    cursor.expectSign("(");
    return row(cursor.atSign(")") ? List.of() : expressions.parseList(), first.span());
  }

  private Syntax row(List<Syntax> values, Span first) {
    cursor.expectSign(")");
    Syntax.Row row = new Syntax.Row(values, cursor.since(first));
    if (cursor.takeWords("overlaps")) {
      return overlaps(row);
    }
    return row;
  }

  private Syntax overlaps(Syntax.Row left) {
    Token token = cursor.peek();
    cursor.takeWords("row");
    cursor.expectSign("(");
    List<Syntax> all = new ArrayList<>(left.values());
    all.addAll(expressions.parseList());
    cursor.expectSign(")");
    if (left.values().size() != 2 || all.size() != 4) {
      throw cursor.unsupported(token.span(), "overlaps of other than pairs");
    }
    return new Syntax.Call("overlaps", all, cursor.since(left.span()));
  }

  private Syntax word(Token token) {
    boolean call = cursor.peek(1).isPunctuation("(");
    return switch (token.text()) {
      case "true", "false" -> new Syntax.Truth(cursor.take().isWord("true"), token.span());
      case "null" -> new Syntax.Null(cursor.take().span());
      case "case" -> caseExpression();
      case "cast" -> cast();
      case "array" -> array();
      case "interval" -> types.atTypedLiteral() || call ? interval(token) : named();
      case "exists" -> call ? exists() : named();
      case "row" -> call ? rowCall() : named();
      default -> Words.isSessionValue(token) ? sessionValue() : named();
    };
  }

  private Syntax exists() {
    Token first = cursor.take();
    return new Syntax.Exists(queries.parseSubquery(), cursor.since(first.span()));
  }

  /** Its place in the message matters more than its value: it is never maintained. */
  private Syntax sessionValue() {
    Token token = cursor.take();
    if (cursor.atSign("(")) {
      cursor.take();
      if (cursor.peek().kind() == Kind.NUMBER) {
        cursor.take();
      }
      cursor.expectSign(")");
    }
    return new Syntax.Call(token.text(), List.of(), token.span());
  }

  private Syntax named() {
    if (types.atTypedLiteral()) {
      return typedLiteral(cursor.peek());
    }
    if (!Words.isFunction(cursor.peek())) {
      throw cursor.unexpected();
    }
    Token first = cursor.take();
    List<String> parts = new ArrayList<>(List.of(first.text()));
    while (cursor.atSign(".")) {
      cursor.take();
      if (cursor.atOperator("*")) {
        cursor.take();
        return new Syntax.Star(parts, cursor.since(first.span()));
      }
      if (!cursor.peek().isNameLike()) {
        throw cursor.unexpected();
      }
      parts.add(cursor.take().text());
    }
    if (cursor.atSign("(")) {
      return calls.parse(parts, first.span());
    }
    if (parts.size() == 1 && !Words.isName(first)) {
      throw cursor.unexpected();
    }
    return new Syntax.Name(parts, cursor.since(first.span()));
  }

  private Syntax typedLiteral(Token first) {
    TypeName type = types.parse();
    Token value = cursor.take();
    Syntax text = new Syntax.Text(value.text(), value.span());
    return new Syntax.Cast(text, type, first.span().through(value.span()));
  }

  /** {@code interval '1' day}: the units follow the string. */
  private Syntax interval(Token first) {
    TypeName type = types.parse();
    if (!cursor.peek().isString()) {
      throw cursor.unexpected();
    }
    Token value = cursor.take();
    String fields = types.intervalFields("interval");
    TypeName full = new TypeName(type.name() + fields, type.modifiers(), type.array(), type.span());
    Syntax text = new Syntax.Text(value.text(), value.span());
    return IntervalFields.cast(text, full, cursor.since(first.span()));
  }

  private Syntax cast() {
    Token first = cursor.take();
    cursor.expectSign("(");
    Syntax operand = expressions.parse();
    cursor.expectWord("as");
    TypeName type = types.parse();
    cursor.expectSign(")");
    return IntervalFields.cast(operand, type, cursor.since(first.span()));
  }

  private Syntax array() {
    Token first = cursor.take();
    if (cursor.atSign("(")) {
      return new Syntax.ArrayQuery(queries.parseSubquery(), cursor.since(first.span()));
    }
    return elements(first.span());
  }

  /** Inside brackets the word array may be left out. */
  private Syntax elements(Span first) {
    cursor.enter();
    cursor.expectSign("[");
    List<Syntax> elements = new ArrayList<>();
    if (cursor.atSign("[")) {
      do {
        elements.add(elements(cursor.peek().span()));
      } while (cursor.takeSign(","));
    } else if (!cursor.atSign("]")) {
      elements = expressions.parseList();
    }
    cursor.expectSign("]");
    cursor.leave();
    return new Syntax.ArrayOf(elements, cursor.since(first));
  }

  private Syntax caseExpression() {
    Span first = cursor.take().span();
    @Nullable Syntax operand = cursor.atWord("when") ? null : expressions.parse();
    List<Syntax.When> branches = new ArrayList<>();
    while (cursor.takeWords("when")) {
      Syntax condition = expressions.parse();
      cursor.expectWord("then");
      branches.add(new Syntax.When(condition, expressions.parse()));
    }
    if (branches.isEmpty()) {
      throw cursor.unexpected();
    }
    @Nullable Syntax otherwise = cursor.takeWords("else") ? expressions.parse() : null;
    cursor.expectWord("end");
    return new Syntax.Case(operand, branches, otherwise, cursor.since(first));
  }
}

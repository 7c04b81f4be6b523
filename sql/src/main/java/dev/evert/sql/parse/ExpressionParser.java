package dev.evert.sql.parse;

import dev.evert.sql.parse.Token.Kind;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an expression by PostgreSQL's precedence of operators. */
final class ExpressionParser {
  private static final int LOWEST = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int IS = 4;
  private static final int COMPARISON = 5;
  private static final int MATCH = 6;
  private static final int OTHER = 7;
  private static final int SUM = 8;
  private static final int PRODUCT = 9;
  private static final int POWER = 10;
  private static final int ZONE = 11;
  private static final int COLLATE = 12;
  private static final int SIGN = 13;
  private static final int POSTFIX = 14;

  private final TokenCursor cursor;
  private final QueryParser queries;
  private final TypeNameParser types;
  private final PrimaryParser primaries;

  ExpressionParser(TokenCursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
    this.types = new TypeNameParser(cursor);
    this.primaries = new PrimaryParser(cursor, this, types, queries);
  }

  /** Reads a whole expression. */
  Syntax parse() {
    return parse(LOWEST);
  }

  /** Reads the call of a function whose name was read. */
  Syntax.Call call(List<String> name, Span first) {
    if (primaries.call(name, first) instanceof Syntax.Call call) {
      return call;
    }
    throw cursor.unsupported(first, "this in from");
  }

  /** Reads expressions with commas between them, at least one. */
  List<Syntax> parseList() {
    List<Syntax> list = new ArrayList<>();
    do {
      list.add(parse());
    } while (cursor.takeSign(","));
    return list;
  }

  /** Reads an expression without operators that bind less than those of other kinds. */
  Syntax parseOperand() {
    return parse(MATCH);
  }

  /** Reads as far as operators bind tighter than {@code above}. */
  private Syntax parse(int above) {
    cursor.enter();
    int operators = 0;
    Syntax left = prefix();
    for (int level = level(cursor.peek()); level > above; level = level(cursor.peek())) {
      operators = cursor.chain(operators);
      left = infix(left, level);
    }
    cursor.leave();
    return left;
  }

  private Syntax prefix() {
    Token token = cursor.peek();
    if (token.isWord("not")) {
      cursor.take();
      Syntax operand = parse(NOT - 1);
      return new Syntax.Not(operand, cursor.since(token.span()));
    }
    boolean sign = cursor.atOperator("-") || cursor.atOperator("+");
    if (sign || (token.kind() == Kind.OPERATOR && operatorLevel(token.text()) == OTHER)) {
      cursor.take();
      Syntax operand = parse(sign ? SIGN - 1 : OTHER);
      return new Syntax.Operation(token.text(), List.of(operand), cursor.since(token.span()));
    }
    return primaries.parse();
  }

  /** How tightly the token binds as an infix or postfix operator; 0 if it is none. */
  private int level(Token token) {
    return switch (token.kind()) {
      case OPERATOR -> operatorLevel(token.text());
      case PUNCTUATION -> token.text().equals("::") || token.text().equals("[") ? POSTFIX : 0;
      case WORD -> wordLevel(token.text());
      case NAME, STRING, NUMBER, END -> 0;
    };
  }

  private static int operatorLevel(String operator) {
    return switch (operator) {
      case "=", "<", ">", "<=", ">=", "<>" -> COMPARISON;
      case "+", "-" -> SUM;
      case "*", "/", "%" -> PRODUCT;
      case "^" -> POWER;
      default -> OTHER;
    };
  }

  private int wordLevel(String word) {
    return switch (word) {
      case "or" -> OR;
      case "and" -> AND;
      case "is", "isnull", "notnull" -> IS;
      case "like", "ilike", "between", "in" -> MATCH;
      case "similar" -> cursor.peek(1).isWord("to") ? MATCH : 0;
      case "not" -> isNegatedMatch(cursor.peek(1)) ? MATCH : 0;
      case "at" -> cursor.peek(1).isWord("time") || cursor.peek(1).isWord("local") ? ZONE : 0;
      case "collate" -> COLLATE;
      default -> 0;
    };
  }

  private static boolean isNegatedMatch(Token token) {
    return token.isWord("like")
        || token.isWord("ilike")
        || token.isWord("between")
        || token.isWord("in")
        || token.isWord("similar");
  }

  private Syntax infix(Syntax left, int level) {
    return switch (level) {
      case OR -> or(left);
      case AND -> and(left);
      case IS -> is(left);
      case COMPARISON -> comparison(left);
      case MATCH -> match(left);
      case ZONE -> atTimeZone(left);
      case COLLATE -> collate(left);
      case POSTFIX -> postfix(left);
      default -> operation(left, level);
    };
  }

  private Syntax or(Syntax left) {
    cursor.take();
    Syntax right = parse(OR);
    return new Syntax.Or(left, right, left.span().through(right.span()));
  }

  private Syntax and(Syntax left) {
    cursor.take();
    Syntax right = parse(AND);
    return new Syntax.And(left, right, left.span().through(right.span()));
  }

  private Syntax operation(Syntax left, int level) {
    String operator = cursor.take().text();
    if (isQuantifier(cursor.peek())) {
      return quantified(left, operator);
    }
    Syntax right = parse(level);
    Span span = left.span().through(right.span());
    return new Syntax.Operation(operator, List.of(left, right), span);
  }

  /** Comparisons do not chain: a second one is an error where it stands. */
  private Syntax comparison(Syntax left) {
    String operator = cursor.take().text();
    if (isQuantifier(cursor.peek())) {
      return quantified(left, operator);
    }
    Syntax right = parse(COMPARISON);
    if (level(cursor.peek()) == COMPARISON) {
      throw cursor.unexpected();
    }
    Span span = left.span().through(right.span());
    return new Syntax.Operation(operator, List.of(left, right), span);
  }

  private Syntax quantified(Syntax left, String operator) {
    boolean all = cursor.take().isWord("all");
    if (queries.startsSubquery()) {
      Query query = queries.parseSubquery();
      return new Syntax.QuantifiedQuery(left, operator, all, query, cursor.since(left.span()));
    }
    cursor.expectSign("(");
    Syntax array = parse();
    cursor.expectSign(")");
    return new Syntax.Quantified(left, operator, all, array, cursor.since(left.span()));
  }

  private boolean isQuantifier(Token token) {
    boolean word = token.isWord("any") || token.isWord("some") || token.isWord("all");
    return word && cursor.peek(1).isPunctuation("(");
  }

  private Syntax is(Syntax left) {
    Span first = left.span();
    if (cursor.takeWords("isnull")) {
      return new Syntax.Is(left, Syntax.Condition.NULL, false, cursor.since(first));
    }
    if (cursor.takeWords("notnull")) {
      return new Syntax.Is(left, Syntax.Condition.NULL, true, cursor.since(first));
    }
    cursor.expectWord("is");
    boolean negated = cursor.takeWords("not");
    if (cursor.atWord("normalized") || cursor.peek(1).isWord("normalized")) {
      return normalized(left, negated);
    }
    if (cursor.takeWords("json")) {
      return json(left, negated);
    }
    if (cursor.takeWords("distinct", "from")) {
      Syntax right = parse(IS);
      return new Syntax.Distinct(left, right, negated, cursor.since(first));
    }
    Syntax.Condition condition =
        switch (cursor.peek().text()) {
          case "null" -> Syntax.Condition.NULL;
          case "true" -> Syntax.Condition.TRUE;
          case "false" -> Syntax.Condition.FALSE;
          case "unknown" -> Syntax.Condition.UNKNOWN;
          default -> throw cursor.unexpected();
        };
    cursor.take();
    return new Syntax.Is(left, condition, negated, cursor.since(first));
  }

  private Syntax json(Syntax left, boolean negated) {
    String kind = "value";
    for (String word : List.of("value", "scalar", "array", "object")) {
      if (cursor.takeWords(word)) {
        kind = word;
      }
    }
    boolean unique = cursor.takeWords("with", "unique");
    if (unique || cursor.takeWords("without", "unique")) {
      cursor.takeWords("keys");
    }
    return new Syntax.IsJson(left, kind, unique, negated, cursor.since(left.span()));
  }

  private Syntax normalized(Syntax left, boolean negated) {
    Syntax form = CallParser.normalForm(cursor);
    cursor.expectWord("normalized");
    Span span = cursor.since(left.span());
    Syntax test = new Syntax.Call("is_normalized", List.of(left, form), span);
    return negated ? new Syntax.Not(test, span) : test;
  }

  private Syntax match(Syntax left) {
    boolean negated = cursor.takeWords("not");
    Token kind = cursor.take();
    return switch (kind.text()) {
      case "between" -> between(left, negated);
      case "in" -> in(left, negated);
      case "like", "ilike" -> like(left, kind.text().equals("ilike"), negated);
      default -> similar(left, negated);
    };
  }

  /** As the regular expression that the pattern is turned into. */
  private Syntax similar(Syntax left, boolean negated) {
    cursor.expectWord("to");
    if (isQuantifier(cursor.peek())) {
      throw cursor.unsupported(cursor.peek().span(), "similar to any, some or all");
    }
    List<Syntax> arguments = new ArrayList<>(List.of(parse(MATCH)));
    if (cursor.takeWords("escape")) {
      arguments.add(parse(MATCH));
    }
    Span span = cursor.since(left.span());
    Syntax pattern = new Syntax.Call("similar_to_escape", arguments, span);
    return new Syntax.Operation(negated ? "!~" : "~", List.of(left, pattern), span);
  }

  private Syntax between(Syntax left, boolean negated) {
    boolean symmetric = cursor.takeWords("symmetric");
    if (!symmetric) {
      cursor.takeWords("asymmetric");
    }
    Syntax low = parse(MATCH);
    cursor.expectWord("and");
    Syntax high = parse(MATCH);
    Span span = left.span().through(high.span());
    return new Syntax.Between(left, low, high, symmetric, negated, span);
  }

  private Syntax in(Syntax left, boolean negated) {
    if (queries.startsSubquery()) {
      Query query = queries.parseSubquery();
      return new Syntax.InQuery(left, query, negated, cursor.since(left.span()));
    }
    cursor.expectSign("(");
    List<Syntax> values = parseList();
    cursor.expectSign(")");
    return new Syntax.In(left, values, negated, cursor.since(left.span()));
  }

  private Syntax like(Syntax left, boolean ignoreCase, boolean negated) {
    if (isQuantifier(cursor.peek())) {
      String operator = (negated ? "!" : "") + (ignoreCase ? "~~*" : "~~");
      return quantified(left, operator);
    }
    Syntax pattern = parse(MATCH);
    @Nullable Syntax escape = cursor.takeWords("escape") ? parse(MATCH) : null;
    Span span = cursor.since(left.span());
    return new Syntax.Like(left, pattern, escape, ignoreCase, negated, span);
  }

  private Syntax atTimeZone(Syntax left) {
    Token at = cursor.take();
    if (cursor.takeWords("local")) {
      return new Syntax.Call("timezone", List.of(left), left.span().through(at.span()));
    }
    cursor.expectWord("time");
    cursor.expectWord("zone");
    Syntax zone = parse(ZONE);
    return new Syntax.AtTimeZone(left, zone, left.span().through(zone.span()));
  }

  /** Text is compared by code point, so that only the collations that say so change nothing. */
  private Syntax collate(Syntax left) {
    cursor.take();
    Token name = cursor.peek();
    if (name.isWord("pg_catalog") && cursor.peek(1).isPunctuation(".")) {
      cursor.take();
      cursor.take();
      name = cursor.peek();
    }
    if (!name.isNameLike()) {
      throw cursor.unexpected();
    }
    if (!Set.of("C", "POSIX", "ucs_basic", "c", "posix").contains(name.text())) {
      throw cursor.unsupported(name.span(), "the collation " + name.text());
    }
    cursor.take();
    return left;
  }

  private Syntax postfix(Syntax left) {
    if (cursor.takeSign("::")) {
      TypeName type = types.parse();
      return IntervalFields.cast(left, type, left.span().through(type.span()));
    }
    List<Syntax.Subscript> subscripts = new ArrayList<>();
    while (cursor.takeSign("[")) {
      subscripts.add(subscript());
    }
    return new Syntax.Subscripted(left, subscripts, cursor.since(left.span()));
  }

  private Syntax.Subscript subscript() {
    @Nullable Syntax from = cursor.atSign(":") ? null : parse();
    boolean slice = cursor.takeSign(":");
    @Nullable Syntax to = !slice || cursor.atSign("]") ? null : parse();
    cursor.expectSign("]");
    return new Syntax.Subscript(slice, from, to);
  }
}

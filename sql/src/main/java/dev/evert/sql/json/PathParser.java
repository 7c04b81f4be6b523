package dev.evert.sql.json;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.json.PathLexer.Kind;
import dev.evert.sql.json.PathLexer.Token;
import dev.evert.sql.json.PathNode.Accessor;
import dev.evert.sql.json.PathNode.Predicate;
import dev.evert.sql.regex.Regex;
import dev.evert.sql.regex.RegexOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a path. */
final class PathParser {
  private static final int MAX_DEPTH = 100;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> METHODS =
      Set.of(
          "type", "size", "abs", "floor", "ceiling", "double", "number", "integer", "bigint",
          "boolean", "string");

  private final PathLexer lexer;
  private Token token;
  private int depth;
  private int filters;

  private PathParser(String text) {
    this.lexer = new PathLexer(text);
    this.token = lexer.next();
  }

  /** A path, and whether it is strict. */
  record Parsed(PathNode path, boolean strict) {}

  static Parsed parse(String text) {
    PathParser parser = new PathParser(text);
    boolean strict = parser.takeName("strict");
    if (!strict) {
      parser.takeName("lax");
    }
    PathNode path = parser.or();
    if (parser.token.kind() != Kind.END) {
      throw parser.unexpected();
    }
    return new Parsed(path, strict);
  }

  private EvertException unexpected() {
    return PathLexer.syntax(
        token.kind() == Kind.END ? "at the end" : "at or near \"" + token.text() + "\"");
  }

  private void advance() {
    token = lexer.next();
  }

  private boolean isSign(String sign) {
    return token.kind() == Kind.SIGN && token.text().equals(sign);
  }

  private boolean takeSign(String sign) {
    boolean there = isSign(sign);
    if (there) {
      advance();
    }
    return there;
  }

  private boolean takeName(String name) {
    boolean there = token.kind() == Kind.NAME && token.text().equalsIgnoreCase(name);
    if (there) {
      advance();
    }
    return there;
  }

  private void expect(String sign) {
    if (!takeSign(sign)) {
      throw unexpected();
    }
  }

  private Predicate predicate(PathNode node) {
    if (node instanceof Predicate predicate) {
      return predicate;
    }
    throw unexpected();
  }

  private PathNode or() {
    if (++depth > MAX_DEPTH) {
      throw new EvertException(ErrorCode.LIMIT_EXCEEDED, "the jsonpath is nested too deep");
    }
    PathNode left = and();
    while (takeSign("||")) {
      left = new PathNode.Logical(false, predicate(left), predicate(and()));
    }
    depth--;
    return left;
  }

  private PathNode and() {
    PathNode left = not();
    while (takeSign("&&")) {
      left = new PathNode.Logical(true, predicate(left), predicate(not()));
    }
    return left;
  }

  private PathNode not() {
    if (takeSign("!")) {
      boolean exists = token.kind() == Kind.NAME && token.text().equals("exists");
      if (!exists && !isSign("(")) {
        throw unexpected();
      }
      return new PathNode.Not(predicate(exists ? exists() : grouped()));
    }
    return test();
  }

  private PathNode grouped() {
    expect("(");
    PathNode inner = or();
    expect(")");
    return inner;
  }

  private PathNode exists() {
    advance();
    return new PathNode.Exists(grouped());
  }

  private PathNode test() {
    if (token.kind() == Kind.NAME && token.text().equals("exists")) {
      return exists();
    }
    PathNode left = sum();
    if (token.kind() == Kind.SIGN && COMPARISONS.contains(token.text())) {
      String operator = token.text();
      advance();
      return new PathNode.Compare(operator, left, sum());
    }
    if (takeName("starts")) {
      if (!takeName("with")) {
        throw unexpected();
      }
      return new PathNode.StartsWith(left, beginning());
    }
    if (takeName("like_regex")) {
      return regex(left);
    }
    if (takeName("is")) {
      if (!takeName("unknown")) {
        throw unexpected();
      }
      return new PathNode.IsUnknown(predicate(left));
    }
    return left;
  }

  private PathNode beginning() {
    Token given = token;
    advance();
    return switch (given.kind()) {
      case STRING -> new PathNode.Constant(new Json.Str(given.text()));
      case VARIABLE -> new PathNode.Variable(given.text());
      case NAME, NUMBER, SIGN, END -> throw unexpected();
    };
  }

  private PathNode regex(PathNode left) {
    if (token.kind() != Kind.STRING) {
      throw unexpected();
    }
    String pattern = token.text();
    advance();
    String flags = "";
    if (takeName("flag")) {
      flags = token.text();
      advance();
    }
    if (!flags.matches("[ismq]*")) {
      throw new EvertException(
          ErrorCode.SQL_UNSUPPORTED, "the flags " + flags + " of like_regex are not supported");
    }
    boolean literal = flags.indexOf('q') >= 0;
    RegexOptions options =
        new RegexOptions(
            flags.indexOf('i') >= 0,
            !literal && flags.indexOf('s') < 0,
            !literal && flags.indexOf('m') >= 0,
            false,
            literal);
    return new PathNode.LikeRegex(left, Regex.of(pattern, options));
  }

  private PathNode sum() {
    PathNode left = product();
    while (isSign("+") || isSign("-")) {
      char operator = token.text().charAt(0);
      advance();
      left = new PathNode.Arithmetic(operator, left, product());
    }
    return left;
  }

  private PathNode product() {
    PathNode left = unary();
    while (isSign("*") || isSign("/") || isSign("%")) {
      char operator = token.text().charAt(0);
      advance();
      left = new PathNode.Arithmetic(operator, left, unary());
    }
    return left;
  }

  private PathNode unary() {
    if (isSign("+") || isSign("-")) {
      boolean negative = isSign("-");
      advance();
      return new PathNode.Sign(negative, unary());
    }
    PathNode node = primary();
    for (Accessor step = accessor(); step != null; step = accessor()) {
      node = new PathNode.Step(node, step);
    }
    return node;
  }

  private PathNode primary() {
    Token first = token;
    if (isSign("(")) {
      return grouped();
    }
    advance();
    return switch (first.kind()) {
      case STRING -> new PathNode.Constant(new Json.Str(first.text()));
      case NUMBER -> new PathNode.Constant(new Json.Num(number(first.text())));
      case VARIABLE -> new PathNode.Variable(first.text());
      case NAME -> word(first.text());
      case SIGN -> anchor(first.text());
      case END -> throw unexpected();
    };
  }

  private static BigDecimal number(String text) {
    BigDecimal value = new BigDecimal(text.endsWith(".") ? text + "0" : text);
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private PathNode anchor(String sign) {
    return switch (sign) {
      case "$" -> new PathNode.Root();
      case "@" -> {
        if (filters == 0) {
          throw PathLexer.syntax("@ is not allowed in root expressions");
        }
        yield new PathNode.Current();
      }
      default -> throw PathLexer.syntax("at or near \"" + sign + "\"");
    };
  }

  private static PathNode word(String word) {
    return switch (word) {
      case "true" -> new PathNode.Constant(new Json.Bool(true));
      case "false" -> new PathNode.Constant(new Json.Bool(false));
      case "null" -> new PathNode.Constant(new Json.Null());
      case "last" -> new PathNode.Last();
      default -> throw PathLexer.syntax("at or near \"" + word + "\"");
    };
  }

  private @Nullable Accessor accessor() {
    if (takeSign(".")) {
      return member();
    }
    if (takeSign("[")) {
      return subscripts();
    }
    if (takeSign("?")) {
      filters++;
      Predicate predicate = predicate(grouped());
      filters--;
      return new Accessor.Filter(predicate);
    }
    return null;
  }

  private Accessor member() {
    if (takeSign("*")) {
      return new Accessor.AllMembers();
    }
    if (takeSign("**")) {
      return levels();
    }
    if (token.kind() != Kind.NAME && token.kind() != Kind.STRING) {
      throw unexpected();
    }
    String name = token.text();
    boolean quoted = token.kind() == Kind.STRING;
    advance();
    if (quoted || !takeSign("(")) {
      return new Accessor.Member(name);
    }
    if (!METHODS.contains(name)) {
      throw new EvertException(
          ErrorCode.SQL_UNSUPPORTED, "the method " + name + "() is not supported in a jsonpath");
    }
    expect(")");
    return new Accessor.Method(name);
  }

  private Accessor levels() {
    if (!takeSign("{")) {
      return new Accessor.Descendants(0, -1);
    }
    int first = level();
    int last = takeName("to") ? level() : first;
    expect("}");
    return new Accessor.Descendants(first, last);
  }

  private int level() {
    if (takeName("last")) {
      return -1;
    }
    if (token.kind() != Kind.NUMBER || !token.text().matches("[0-9]{1,9}")) {
      throw unexpected();
    }
    int level = Integer.parseInt(token.text());
    advance();
    return level;
  }

  private Accessor subscripts() {
    if (takeSign("*")) {
      expect("]");
      return new Accessor.AllElements();
    }
    List<PathNode.Range> ranges = new ArrayList<>();
    do {
      PathNode from = sum();
      @Nullable PathNode to = takeName("to") ? sum() : null;
      ranges.add(new PathNode.Range(from, to));
    } while (takeSign(","));
    expect("]");
    return new Accessor.Elements(ranges);
  }
}

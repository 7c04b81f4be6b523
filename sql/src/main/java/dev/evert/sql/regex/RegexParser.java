package dev.evert.sql.regex;

import dev.evert.sql.regex.Subexpression.Greed;
import dev.evert.sql.regex.Subexpression.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression. How it is cut into parts decides what its groups capture, and is the way
 * that PostgreSQL cuts: what captures nothing and has one greed stays whole; any other atom is a
 * part, before and after which the rest of its branch are parts.
 */
final class RegexParser {
  /** No limit to the number of repetitions. */
  static final int UNBOUNDED = 256;

  private static final int MAX_REPEAT = 255;
  private static final int MAX_DEPTH = 200;

  private final PatternText text;
  private final RegexOptions options;
  private final List<@Nullable Subexpression> closed = new ArrayList<>();
  private int depth;
  private int looks;

  private RegexParser(PatternText text, RegexOptions options) {
    this.text = text;
    this.options = options;
    closed.add(null);
    if (options.expanded()) {
      text.expand();
    }
  }

  /** An expression: its parts, the number of its groups, and how it is read. */
  record Parsed(Subexpression tree, int groups, RegexOptions options) {}

  static Parsed parse(String pattern, RegexOptions options) {
    PatternText text = new PatternText(pattern.codePoints().toArray());
    RegexOptions all = options.literal() ? options : prefix(text, options);
    RegexParser parser = new RegexParser(text, all);
    Subexpression tree = all.literal() ? parser.literal() : parser.choice();
    if (text.peek() != PatternText.END) {
      throw RegexFailure.invalid("parentheses () not balanced");
    }
    return new Parsed(tree, parser.closed.size() - 1, all);
  }

  /** {@code ***:}, {@code ***=} and {@code (?i)} at the start. */
  private static RegexOptions prefix(PatternText text, RegexOptions options) {
    if (text.take("***=")) {
      return options.with('q');
    }
    if (text.take("***") && !text.take(':')) {
      throw RegexFailure.invalid("quantifier operand invalid");
    }
    RegexOptions all = options;
    int letter = text.peek(2);
    if (text.peek() == '(' && text.peek(1) == '?' && letter >= 'a' && letter <= 'z') {
      text.take("(?");
      while (text.peek() >= 'a' && text.peek() <= 'z') {
        char option = (char) text.take();
        if (option == 'b' || option == 'e') {
          throw RegexFailure.unsupported("the option " + option);
        }
        all = all.with(option);
      }
      if (!text.take(')')) {
        throw RegexFailure.invalid("invalid embedded option");
      }
    }
    return all;
  }

  private Subexpression literal() {
    List<Piece> parts = new ArrayList<>();
    for (int c = text.take(); c != PatternText.END; c = text.take()) {
      parts.add(one(CharSet.of(c)));
    }
    return Subexpression.plain(Greed.NONE, false, new Piece.Sequence(parts));
  }

  private Piece one(CharSet set) {
    return new Piece.One(options.ignoreCase() ? set.withBothCases() : set);
  }

  private Subexpression choice() {
    if (++depth > MAX_DEPTH) {
      throw RegexFailure.tooComplex("the regular expression is nested too deep");
    }
    List<Subexpression> branches = new ArrayList<>();
    do {
      branches.add(branch());
    } while (text.take('|'));
    depth--;
    if (branches.size() == 1) {
      return branches.getFirst();
    }
    Piece language = new Piece.Choice(branches.stream().map(Subexpression::language).toList());
    Subexpression all = Subexpression.of(Kind.CHOICE, Greed.LONG, branches, language, 1, 1);
    return all.isComplex() ? all : Subexpression.plain(Greed.LONG, false, language);
  }

  private boolean atBranchEnd() {
    text.skip();
    int next = text.peek();
    return next == PatternText.END || next == '|' || next == ')';
  }

  /** Reads on until the branch ends. */
  private Subexpression branch() {
    Greed greed = Greed.NONE;
    List<Piece> before = new ArrayList<>();
    while (!atBranchEnd()) {
      Atom atom = atom();
      Quantifier quantifier =
          atom.kind() == AtomKind.CONSTRAINT
              ? Quantifier.ONCE
              : Quantifier.read(text, MAX_REPEAT, UNBOUNDED);
      if (quantifier.most() == 0) {
        before.add(new Piece.Empty());
        continue;
      }
      Subexpression part = atom.part();
      boolean clash =
          greed.conflicts(quantifier.greed())
              || greed.conflicts(part.greed())
              || quantifier.greed().conflicts(part.greed());
      if (part.isComplex() || clash) {
        Greed own = quantifier.greed().or(part.greed());
        return complex(greed, before, repeated(atom, quantifier), own);
      }
      greed = greed.or(quantifier.greed()).or(part.greed());
      before.add(quantifier.repeat(part.language()));
    }
    return Subexpression.plain(greed, false, new Piece.Sequence(before));
  }

  /**
   * The rest of a branch from an atom on that has to be a part.
   *
   * @param own the greed of the part with what follows: also of {@code {1,1}}, which alone is none
   */
  private Subexpression complex(Greed greed, List<Piece> before, Subexpression part, Greed own) {
    Subexpression all = part;
    if (!atBranchEnd()) {
      all = sequence(own, all, branch());
    }
    if (before.isEmpty()) {
      return all;
    }
    Subexpression prefix = Subexpression.plain(greed, false, new Piece.Sequence(before));
    return sequence(greed, prefix, all);
  }

  private static Subexpression sequence(Greed greed, Subexpression left, Subexpression right) {
    Piece language = new Piece.Sequence(List.of(left.language(), right.language()));
    return Subexpression.of(Kind.SEQUENCE, greed, List.of(left, right), language, 1, 1);
  }

  private static Subexpression repeated(Atom repeated, Quantifier quantifier) {
    Subexpression atom = repeated.part();
    Greed greed = quantifier.greed();
    int least = quantifier.least();
    int most = quantifier.most();
    Piece language = quantifier.repeat(atom.language());
    if (repeated.kind() == AtomKind.REFERENCE) {
      return new Subexpression(
          Kind.REFERENCE,
          greed.or(atom.greed()),
          false,
          false,
          true,
          0,
          language,
          atom.parts(),
          least,
          most);
    }
    boolean agrees = !atom.mixed() && !greed.conflicts(atom.greed());
    if (least == 1 && most == 1 && (greed == Greed.NONE || agrees)) {
      return atom;
    }
    if (!atom.captures() && !atom.refers()) {
      boolean mixed = atom.mixed() || greed.conflicts(atom.greed());
      return Subexpression.plain(greed.or(atom.greed()), mixed, language);
    }
    if (least > 0 && !atom.refers()) {
      int rest = most == UNBOUNDED ? UNBOUNDED : most - 1;
      Greed all = greed.or(atom.greed());
      Piece others = new Quantifier(least - 1, rest, greed).repeat(atom.language());
      Subexpression former = Subexpression.plain(all, false, others);
      return Subexpression.of(Kind.SEQUENCE, greed, List.of(former, atom), language, 1, 1);
    }
    if (atom.refers()) {
      // What a group holds where an iteration found nothing is not what one would expect there.
      throw RegexFailure.unsupported("a repetition around a reference back");
    }
    return Subexpression.of(Kind.ITERATION, greed, List.of(atom), language, least, most);
  }

  private enum AtomKind {
    /** A place in the text: no quantifier may follow. */
    CONSTRAINT,
    /** A group's number, which repeats what was captured as a whole. */
    REFERENCE,
    OTHER
  }

  private record Atom(Subexpression part, AtomKind kind) {
    static Atom of(Subexpression part) {
      return new Atom(part, AtomKind.OTHER);
    }
  }

  private static Atom plain(Piece piece) {
    return Atom.of(Subexpression.plain(Greed.NONE, false, piece));
  }

  private static Atom at(Piece.Place place) {
    return new Atom(
        Subexpression.plain(Greed.NONE, false, new Piece.At(place)), AtomKind.CONSTRAINT);
  }

  private Atom atom() {
    int c = text.peek();
    if (c == '*' || c == '+' || c == '?' || (c == '{' && PatternText.isDigit(text.peek(1)))) {
      throw RegexFailure.invalid("quantifier operand invalid");
    }
    text.take();
    return switch (c) {
      case '^' -> at(options.lines() ? Piece.Place.LINE_START : Piece.Place.START);
      case '$' -> at(options.lines() ? Piece.Place.LINE_END : Piece.Place.END);
      case '.' ->
          plain(
              new Piece.One(
                  options.stopAtNewline()
                      ? CharSet.ALL.without(CharClasses.NEWLINE)
                      : CharSet.ALL));
      case '(' -> group();
      case '[' -> bracket();
      case '\\' -> escape();
      default -> plain(one(CharSet.of(c)));
    };
  }

  private Atom bracket() {
    if (text.take("[:<:]]")) {
      return at(Piece.Place.WORD_START);
    }
    if (text.take("[:>:]]")) {
      return at(Piece.Place.WORD_END);
    }
    return plain(new Piece.One(new BracketParser(text, options).parse()));
  }

  private Atom escape() {
    return switch (Escape.read(text, closed.size() - 1)) {
      case Escape.Literal(int c) -> plain(one(CharSet.of(c)));
      case Escape.ClassOf(CharSet set) -> plain(new Piece.One(set));
      case Escape.At(Piece.Place place) -> at(place);
      case Escape.Reference(int group) -> new Atom(reference(group), AtomKind.REFERENCE);
    };
  }

  private Subexpression reference(int group) {
    Subexpression referred = group < closed.size() ? closed.get(group) : null;
    if (referred == null || looks > 0) {
      throw RegexFailure.invalid("invalid backreference number");
    }
    return new Subexpression(
        Kind.REFERENCE,
        Greed.NONE,
        false,
        false,
        true,
        0,
        referred.language().anywhere(),
        List.of(referred),
        1,
        1);
  }

  private Atom group() {
    if (text.take("?:")) {
      return Atom.of(close());
    }
    for (String look : List.of("?=", "?!", "?<=", "?<!")) {
      if (text.take(look)) {
        return look(!look.contains("<"), look.endsWith("!"));
      }
    }
    if (text.peek() == '?') {
      throw RegexFailure.invalid("quantifier operand invalid");
    }
    if (looks > 0) {
      return Atom.of(close());
    }
    int number = closed.size();
    closed.add(null);
    Subexpression inner = close();
    Subexpression group =
        inner.group() == 0
            ? inner.withGroup(number)
            : Subexpression.of(Kind.WRAPPER, inner.greed(), List.of(inner), inner.language(), 1, 1)
                .withGroup(number);
    closed.set(number, group);
    return Atom.of(group);
  }

  private Atom look(boolean ahead, boolean negative) {
    looks++;
    Piece inner = close().language();
    looks--;
    Piece look = new Piece.Look(inner, ahead, negative);
    return new Atom(Subexpression.plain(Greed.NONE, false, look), AtomKind.CONSTRAINT);
  }

  private Subexpression close() {
    Subexpression inner = choice();
    if (!text.take(')')) {
      throw RegexFailure.invalid("parentheses () not balanced");
    }
    return inner;
  }
}

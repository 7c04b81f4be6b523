package dev.evert.sql.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A nondeterministic automaton for a language. A state reads a character of a set and goes on, or
 * goes on without reading, perhaps only at certain places, or ends the match.
 */
final class Nfa {
  /** More states are refused, as PostgreSQL refuses them. */
  private static final int MAX_STATES = 20_000;

  /** The state that ends a match. */
  static final int ACCEPT = 0;

  /**
   * A state.
   *
   * @param set what it reads; null if it reads nothing
   * @param place where it may go on; null for anywhere
   * @param look what has to match beside it; null for nothing
   * @param next the states that it goes on to
   */
  record State(
      @Nullable CharSet set, Piece.@Nullable Place place, @Nullable Look look, int[] next) {}

  /** A language that has to match, or not, beside a place. */
  record Look(Dfa dfa, boolean ahead, boolean negative) {}

  private final List<State> states = new ArrayList<>();
  private final int start;
  private boolean looks;

  Nfa(Piece language) {
    states.add(new State(null, null, null, new int[0]));
    start = build(language, ACCEPT);
  }

  int start() {
    return start;
  }

  int size() {
    return states.size();
  }

  State state(int index) {
    return states.get(index);
  }

  /** Whether what is beside a place has to be matched. */
  boolean looks() {
    return looks;
  }

  List<CharSet> sets() {
    List<CharSet> sets = new ArrayList<>();
    for (State state : states) {
      CharSet set = state.set();
      if (set != null && !sets.contains(set)) {
        sets.add(set);
      }
    }
    return sets;
  }

  private int add(
      @Nullable CharSet set, Piece.@Nullable Place place, @Nullable Look look, int... next) {
    if (states.size() == MAX_STATES) {
      throw RegexFailure.invalid("regular expression is too complex");
    }
    states.add(new State(set, place, look, next));
    return states.size() - 1;
  }

  /** The state from which the piece is matched before {@code next}. */
  private int build(Piece piece, int next) {
    return switch (piece) {
      case Piece.Empty _ -> next;
      case Piece.One(CharSet set) -> add(set, null, null, next);
      case Piece.Sequence(List<Piece> parts) -> {
        int first = next;
        for (Piece part : parts.reversed()) {
          first = build(part, first);
        }
        yield first;
      }
      case Piece.Choice(List<Piece> parts) ->
          add(null, null, null, parts.stream().mapToInt(part -> build(part, next)).toArray());
      case Piece.Repeat repeat -> repeat(repeat, next);
      case Piece.At(Piece.Place place) -> add(null, place, null, next);
      case Piece.Look(Piece part, boolean ahead, boolean negative) -> {
        looks = true;
        yield add(null, null, new Look(new Dfa(part, !ahead), ahead, negative), next);
      }
    };
  }

  private int repeat(Piece.Repeat repeat, int next) {
    int first = next;
    if (repeat.most() == RegexParser.UNBOUNDED) {
      int loop = add(null, null, null, next, next);
      int body = build(repeat.part(), loop);
      states.get(loop).next()[1] = body;
      first = loop;
    } else {
      for (int i = repeat.least(); i < repeat.most(); i++) {
        int optional = build(repeat.part(), first);
        first = add(null, null, null, optional, next);
      }
    }
    for (int i = 0; i < repeat.least(); i++) {
      first = build(repeat.part(), first);
    }
    return first;
  }
}

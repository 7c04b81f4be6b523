package dev.evert.sql.textsearch;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Whether vectors match queries. */
public final class Matching {
  private final Function<SearchQuery.Term, Positions> places;

  private Matching(Function<SearchQuery.Term, Positions> places) {
    this.places = places;
  }

  /** {@code @@}. */
  public static boolean matches(SearchVector vector, SearchQuery query) {
    return new Matching(term -> places(vector.matching(term), term)).holds(query);
  }

  /** Whether a query holds of lexemes at the places that a function tells. */
  static boolean matches(Function<SearchQuery.Term, Positions> places, SearchQuery query) {
    return new Matching(places).holds(query);
  }

  private boolean holds(SearchQuery query) {
    return switch (query) {
      case SearchQuery.Nothing _ -> false;
      case SearchQuery.Term term -> !places.apply(term).isNowhere();
      case SearchQuery.Not(SearchQuery operand) -> !holds(operand);
      case SearchQuery.And(List<SearchQuery> operands) -> all(operands);
      case SearchQuery.Or(List<SearchQuery> operands) -> any(operands);
      case SearchQuery.Phrase phrase -> {
        Positions found = find(phrase);
        yield !found.unknown() && !found.isNowhere();
      }
    };
  }

  private boolean all(List<SearchQuery> operands) {
    for (SearchQuery operand : operands) {
      if (!holds(operand)) {
        return false;
      }
    }
    return true;
  }

  private boolean any(List<SearchQuery> operands) {
    for (SearchQuery operand : operands) {
      if (holds(operand)) {
        return true;
      }
    }
    return false;
  }

  private static Positions places(List<Lexeme> lexemes, SearchQuery.Term term) {
    boolean unknown = lexemes.stream().anyMatch(lexeme -> lexeme.places().length == 0);
    if (unknown) {
      return Positions.UNKNOWN;
    }
    int[] found =
        lexemes.stream()
            .flatMapToInt(lexeme -> Arrays.stream(lexeme.places()))
            .filter(place -> allows(term, place))
            .map(Lexeme::position)
            .toArray();
    int[] sorted = lexemes.size() > 1 ? IntStream.of(found).sorted().distinct().toArray() : found;
    return new Positions(sorted, false, 0, false);
  }

  private static boolean allows(SearchQuery.Term term, int place) {
    return term.weights() == 0 || ((term.weights() >> Lexeme.weight(place)) & 1) != 0;
  }

  /** Where a query inside of a phrase matches. */
  private Positions find(SearchQuery query) {
    return switch (query) {
      case SearchQuery.Nothing _ -> Positions.NOWHERE;
      case SearchQuery.Term term -> places.apply(term);
      case SearchQuery.Not(SearchQuery operand) -> find(operand).not();
      case SearchQuery.And(List<SearchQuery> operands) -> found(operands, Matching::both);
      case SearchQuery.Or(List<SearchQuery> operands) -> found(operands, Matching::either);
      case SearchQuery.Phrase phrase -> phrase(phrase);
    };
  }

  private Positions found(List<SearchQuery> operands, BinaryOperator<Positions> joined) {
    Positions found = find(operands.getFirst());
    for (SearchQuery operand : operands.subList(1, operands.size())) {
      found = joined.apply(found, find(operand));
    }
    return found;
  }

  private Positions phrase(SearchQuery.Phrase phrase) {
    Positions left = find(phrase.left());
    Positions right = left.isNowhere() ? left : find(phrase.right());
    if (left.isNowhere() || right.isNowhere()) {
      return Positions.NOWHERE;
    }
    if (left.unknown() || right.unknown()) {
      return Positions.UNKNOWN;
    }
    int width = phrase.distance() + left.width() + right.width();
    return Positions.both(left, right, phrase.distance() + right.width(), 0, width);
  }

  private static Positions both(Positions left, Positions right) {
    if (left.isNowhere() || right.isNowhere()) {
      return Positions.NOWHERE;
    }
    if (left.unknown() || right.unknown()) {
      return Positions.UNKNOWN;
    }
    int width = Math.max(left.width(), right.width());
    return Positions.both(left, right, width - left.width(), width - right.width(), width);
  }

  private static Positions either(Positions left, Positions right) {
    if (left.isNowhere() || right.isNowhere()) {
      return left.isNowhere() ? right : left;
    }
    if (left.unknown() || right.unknown()) {
      return Positions.UNKNOWN;
    }
    int width = Math.max(left.width(), right.width());
    return Positions.either(left, right, width - left.width(), width - right.width(), width);
  }
}

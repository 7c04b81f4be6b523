package dev.evert.sql.textsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A value of type tsquery. */
public sealed interface SearchQuery {
  /** The empty query; inside of one that is not ready yet, a word too common to look for. */
  record Nothing() implements SearchQuery {}

  /**
   * A lexeme.
   *
   * @param prefix whether all lexemes are meant that begin so
   * @param weights those that places of it may have, a bit each from D on; 0 for any
   */
  record Term(String text, boolean prefix, int weights) implements SearchQuery {}

  /** What does not match. */
  record Not(SearchQuery operand) implements SearchQuery {}

  /** What all match; at least two. */
  record And(List<SearchQuery> operands) implements SearchQuery {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /** What any matches; at least two. */
  record Or(List<SearchQuery> operands) implements SearchQuery {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  /**
   * One after the other.
   *
   * @param distance by how many positions
   */
  record Phrase(SearchQuery left, SearchQuery right, int distance) implements SearchQuery {}

  /** The empty query. */
  static SearchQuery nothing() {
    return new Nothing();
  }

  /** Both; conjunctions inside of one another are one. */
  static SearchQuery and(SearchQuery left, SearchQuery right) {
    List<SearchQuery> all = new ArrayList<>();
    for (SearchQuery side : List.of(left, right)) {
      if (side instanceof And(List<SearchQuery> operands)) {
        all.addAll(operands);
      } else {
        all.add(side);
      }
    }
    return new And(all);
  }

  /** One of both; disjunctions inside of one another are one. */
  static SearchQuery or(SearchQuery left, SearchQuery right) {
    List<SearchQuery> all = new ArrayList<>();
    for (SearchQuery side : List.of(left, right)) {
      if (side instanceof Or(List<SearchQuery> operands)) {
        all.addAll(operands);
      } else {
        all.add(side);
      }
    }
    return new Or(all);
  }

  /** The queries that it is made of directly. */
  default List<SearchQuery> parts() {
    return switch (this) {
      case Nothing _, Term _ -> List.of();
      case Not(SearchQuery operand) -> List.of(operand);
      case And(List<SearchQuery> operands) -> operands;
      case Or(List<SearchQuery> operands) -> operands;
      case Phrase(SearchQuery left, SearchQuery right, int _) -> List.of(left, right);
    };
  }

  /** How many lexemes and operators it has. */
  default int nodes() {
    int nodes = parts().stream().mapToInt(SearchQuery::nodes).sum();
    return switch (this) {
      case Nothing _ -> 0;
      case Term _ -> 1;
      case Not _, Phrase _ -> nodes + 1;
      case And _, Or _ -> nodes + parts().size() - 1;
    };
  }

  /** What has to match whatever is negated; nothing if that is all of it. */
  default SearchQuery withoutNegations() {
    return switch (this) {
      case Nothing _, Term _ -> this;
      case Not _ -> nothing();
      case And(List<SearchQuery> operands) ->
          positive(operands).reduce(SearchQuery::and).orElse(nothing());
      case Or(List<SearchQuery> operands) ->
          positive(operands).count() < operands.size()
              ? nothing()
              : positive(operands).reduce(SearchQuery::or).orElse(nothing());
      case Phrase(SearchQuery _, SearchQuery _, int distance) ->
          positive(parts()).reduce((a, b) -> new Phrase(a, b, distance)).orElse(nothing());
    };
  }

  private static Stream<SearchQuery> positive(List<SearchQuery> operands) {
    return operands.stream()
        .map(SearchQuery::withoutNegations)
        .filter(operand -> !(operand instanceof Nothing));
  }

  /** Its lexemes, from left to right. */
  default List<Term> terms() {
    if (this instanceof Term term) {
      return List.of(term);
    }
    return parts().stream().flatMap(part -> part.terms().stream()).toList();
  }
}

package dev.evert.sql.textsearch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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
    return and(List.of(left, right));
  }

  /** All; conjunctions inside of one another are one. Nothing of none. */
  static SearchQuery and(List<SearchQuery> parts) {
    if (parts.size() < 2) {
      return parts.isEmpty() ? nothing() : parts.getFirst();
    }
    List<SearchQuery> all = new ArrayList<>();
    for (SearchQuery part : parts) {
      if (part instanceof And(List<SearchQuery> operands)) {
        all.addAll(operands);
      } else {
        all.add(part);
      }
    }
    return new And(all);
  }

  /** One of both; disjunctions inside of one another are one. */
  static SearchQuery or(SearchQuery left, SearchQuery right) {
    return or(List.of(left, right));
  }

  /** One of all; disjunctions inside of one another are one. Nothing of none. */
  static SearchQuery or(List<SearchQuery> parts) {
    if (parts.size() < 2) {
      return parts.isEmpty() ? nothing() : parts.getFirst();
    }
    List<SearchQuery> all = new ArrayList<>();
    for (SearchQuery part : parts) {
      if (part instanceof Or(List<SearchQuery> operands)) {
        all.addAll(operands);
      } else {
        all.add(part);
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
    int nodes = 0;
    for (SearchQuery part : parts()) {
      nodes += part.nodes();
    }
    return switch (this) {
      case Nothing _ -> 0;
      case Term _ -> 1;
      case Not _, Phrase _ -> nodes + 1;
      case And _, Or _ -> nodes + parts().size() - 1;
    };
  }

  /** What has to match whatever is negated; nothing if that is all of it. */
  default SearchQuery withoutNegations() {
    if (this instanceof Nothing || this instanceof Term) {
      return this;
    }
    if (this instanceof Not) {
      return nothing();
    }
    List<SearchQuery> positive = new ArrayList<>();
    for (SearchQuery part : parts()) {
      SearchQuery left = part.withoutNegations();
      if (!(left instanceof Nothing)) {
        positive.add(left);
      }
    }
    return switch (this) {
      case Nothing _, Term _, Not _ -> throw new AssertionError(this);
      case And _ -> and(positive);
      case Or(List<SearchQuery> operands) ->
          positive.size() < operands.size() ? nothing() : or(positive);
      case Phrase(SearchQuery _, SearchQuery _, int distance) ->
          positive.size() < 2
              ? and(positive)
              : new Phrase(positive.getFirst(), positive.getLast(), distance);
    };
  }

  /** Its lexemes, from left to right. */
  default List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    Deque<SearchQuery> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      SearchQuery query = open.pop();
      if (query instanceof Term term) {
        terms.add(term);
      }
      query.parts().reversed().forEach(open::push);
    }
    return terms;
  }
}

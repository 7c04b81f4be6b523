package dev.evert.sql.textsearch;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the words out of a query that are too common to look for. Phrases keep the distances
 * between the words that are left.
 */
final class StopCleaning {
  private StopCleaning() {}

  /**
   * What is left of a query.
   *
   * @param before by how many positions a phrase around it is longer that ends with it
   * @param after by how many one is that begins with it
   */
  private record Left(SearchQuery query, int before, int after) {
    boolean isNothing() {
      return query instanceof SearchQuery.Nothing;
    }
  }

  /** The query without {@link SearchQuery.Nothing} inside. */
  static SearchQuery clean(SearchQuery query) {
    return left(query).query();
  }

  private static Left left(SearchQuery query) {
    return switch (query) {
      case SearchQuery.Nothing _, SearchQuery.Term _ -> new Left(query, 0, 0);
      case SearchQuery.Not(SearchQuery operand) -> {
        Left inside = left(operand);
        yield inside.isNothing()
            ? inside
            : new Left(new SearchQuery.Not(inside.query()), inside.before(), inside.after());
      }
      case SearchQuery.And(List<SearchQuery> operands) -> list(operands, true);
      case SearchQuery.Or(List<SearchQuery> operands) -> list(operands, false);
      case SearchQuery.Phrase phrase -> phrase(phrase);
    };
  }

  private static Left list(List<SearchQuery> operands, boolean all) {
    List<SearchQuery> kept = new ArrayList<>();
    Left last = new Left(SearchQuery.nothing(), 0, 0);
    int longest = 0;
    for (SearchQuery operand : operands) {
      Left left = left(operand);
      longest = Math.max(longest, left.before());
      if (!left.isNothing()) {
        kept.add(left.query());
        last = left;
      }
    }
    if (kept.isEmpty()) {
      return new Left(SearchQuery.nothing(), longest, longest);
    }
    return kept.size() == 1
        ? last
        : new Left(all ? SearchQuery.and(kept) : SearchQuery.or(kept), 0, 0);
  }

  private static Left phrase(SearchQuery.Phrase phrase) {
    Left left = left(phrase.left());
    Left right = left(phrase.right());
    int distance = phrase.distance();
    if (left.isNothing() && right.isNothing()) {
      int length = left.before() + distance + right.before();
      return new Left(SearchQuery.nothing(), length, length);
    }
    if (left.isNothing()) {
      return new Left(right.query(), left.before() + distance + right.before(), right.after());
    }
    if (right.isNothing()) {
      return new Left(left.query(), left.before(), left.after() + distance + right.after());
    }
    int length = distance + left.after() + right.before();
    return new Left(
        new SearchQuery.Phrase(left.query(), right.query(), length), left.before(), right.after());
  }
}

package dev.evert.sql.runtime;

import dev.evert.sql.textsearch.Configuration;
import dev.evert.sql.textsearch.Matching;
import dev.evert.sql.textsearch.SearchQuery;
import dev.evert.sql.textsearch.TextSearch;

/** Functions of tsquery. */
public final class SearchQueries {
  private static final Slice USUAL = Slice.of(Configuration.DEFAULT);

  private SearchQueries() {}

  /** {@code to_tsquery}. */
  public static Slice operators(Slice text) {
    return operators(USUAL, text);
  }

  /** By the dictionaries of a configuration. */
  public static Slice operators(Slice configuration, Slice text) {
    return SearchValues.of(TextSearch.operators(named(configuration), text.toString()));
  }

  /** {@code plainto_tsquery}. */
  public static Slice plain(Slice text) {
    return plain(USUAL, text);
  }

  /** By the dictionaries of a configuration. */
  public static Slice plain(Slice configuration, Slice text) {
    return SearchValues.of(TextSearch.plain(named(configuration), text.toString()));
  }

  /** {@code phraseto_tsquery}. */
  public static Slice phrase(Slice text) {
    return phrase(USUAL, text);
  }

  /** By the dictionaries of a configuration. */
  public static Slice phrase(Slice configuration, Slice text) {
    return SearchValues.of(TextSearch.phrase(named(configuration), text.toString()));
  }

  /** {@code websearch_to_tsquery}. */
  public static Slice web(Slice text) {
    return web(USUAL, text);
  }

  /** By the dictionaries of a configuration. */
  public static Slice web(Slice configuration, Slice text) {
    return SearchValues.of(TextSearch.web(named(configuration), text.toString()));
  }

  private static Configuration named(Slice configuration) {
    return Configuration.named(configuration.toString());
  }

  /** {@code @@}. */
  public static boolean matches(Slice vector, Slice query) {
    return Matching.matches(SearchValues.vector(vector), SearchValues.query(query));
  }

  /** {@code @@} the other way round. */
  public static boolean matchedBy(Slice query, Slice vector) {
    return matches(vector, query);
  }

  /** {@code @@} of a text. */
  public static boolean matchesText(Slice text, Slice query) {
    Configuration usual = named(USUAL);
    return Matching.matches(TextSearch.index(usual, text.toString()), SearchValues.query(query));
  }

  /** {@code @@} of a text and the words of another. */
  public static boolean matchesWords(Slice text, Slice words) {
    Configuration usual = named(USUAL);
    return Matching.matches(
        TextSearch.index(usual, text.toString()), TextSearch.plain(usual, words.toString()));
  }

  /** {@code &&}: one that is empty does not count. */
  public static Slice and(Slice left, Slice right) {
    if (left.size() == 0 || right.size() == 0) {
      return left.size() == 0 ? right : left;
    }
    return SearchValues.of(SearchQuery.and(SearchValues.query(left), SearchValues.query(right)));
  }

  /** {@code ||}: one that is empty does not count. */
  public static Slice or(Slice left, Slice right) {
    if (left.size() == 0 || right.size() == 0) {
      return left.size() == 0 ? right : left;
    }
    return SearchValues.of(SearchQuery.or(SearchValues.query(left), SearchValues.query(right)));
  }

  /** {@code !!}. */
  public static Slice not(Slice query) {
    return query.size() == 0
        ? query
        : SearchValues.of(new SearchQuery.Not(SearchValues.query(query)));
  }

  /** {@code <->}. */
  public static Slice then(Slice left, Slice right) {
    return then(left, right, 1);
  }

  /** {@code tsquery_phrase}. */
  public static Slice then(Slice left, Slice right, int distance) {
    if (distance < 0 || distance > TextSearch.MAX_DISTANCE) {
      throw TextLimit.invalid(
          "distance in phrase operator must be an integer value between zero and "
              + TextSearch.MAX_DISTANCE
              + " inclusive");
    }
    if (left.size() == 0 || right.size() == 0) {
      return left.size() == 0 ? right : left;
    }
    return SearchValues.of(
        new SearchQuery.Phrase(SearchValues.query(left), SearchValues.query(right), distance));
  }

  /** How many lexemes and operators there are. */
  public static int nodes(Slice query) {
    return SearchValues.query(query).nodes();
  }

  /** The part of the query that an index can be asked. */
  public static Slice tree(Slice query) {
    if (query.size() == 0) {
      return query;
    }
    SearchQuery positive = SearchValues.query(query).withoutNegations();
    return positive instanceof SearchQuery.Nothing ? Slice.of("T") : SearchValues.of(positive);
  }
}

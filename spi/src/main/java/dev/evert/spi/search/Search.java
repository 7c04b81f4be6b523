package dev.evert.spi.search;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Finds rows in a store that a sink fills; sees what is durable there. One thread at a time. */
public interface Search extends AutoCloseable {

  /** The most hits that one search returns. */
  int MAX_LIMIT = 10_000;

  /**
   * Finds the rows that match best, the best first.
   *
   * @param query in Lucene's query syntax: words, {@code "a phrase"}, {@code column:value}, {@code
   *     pre*}, {@code fuzzy~}, {@code column:[1 TO 9]}, joined by AND, OR, NOT and parentheses;
   *     without a column the columns of text are searched
   * @param limit the most hits to return, 1 to {@link #MAX_LIMIT}
   * @throws EvertException {@link ErrorCode#INVALID_ARGUMENT} if the query can not be understood
   */
  SearchResult find(String query, int limit);

  @Override
  void close();
}

package dev.evert.sql.runtime;

import dev.evert.sql.textsearch.SearchQuery;
import dev.evert.sql.textsearch.TextSearch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The search queries that were read last, as one is asked of many rows: {@value #MOST} at most, and
 * none whose text has more than {@value #MOST_BYTES} bytes. One thread.
 */
final class KeptQueries {
  static final int MOST = 64;
  static final int MOST_BYTES = 16 << 10;

  private final Map<Slice, SearchQuery> queries = new LinkedHashMap<>(16, 0.75f, true);

  /** The query that a text is. */
  SearchQuery read(Slice text) {
    SearchQuery query = queries.get(text);
    if (query == null) {
      query = TextSearch.query(text.toString());
      if (text.size() <= MOST_BYTES) {
        queries.put(Slice.of(text.toBytes()), query);
      }
      if (queries.size() > MOST) {
        queries.remove(queries.keySet().iterator().next());
      }
    }
    return query;
  }

  /** How many are kept. */
  int size() {
    return queries.size();
  }
}

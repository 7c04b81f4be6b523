package dev.evert.spi.search;

import java.util.List;

/**
 * What a search found.
 *
 * @param total how many rows match in all
 * @param hits the best of them, the best first
 */
public record SearchResult(long total, List<SearchHit> hits) {
  public SearchResult {
    hits = List.copyOf(hits);
  }
}

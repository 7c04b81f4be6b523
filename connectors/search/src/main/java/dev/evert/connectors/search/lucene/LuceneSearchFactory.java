package dev.evert.connectors.search.lucene;

import dev.evert.spi.Surroundings;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/** Opens the index that a sink {@code lucene:DIRECTORY} fills, for searching. */
public final class LuceneSearchFactory implements SearchFactory {

  @Override
  public Set<String> schemes() {
    return Set.of(IndexLocation.SCHEME);
  }

  @Override
  public Search open(StoreUri uri, Surroundings surroundings) {
    return IndexSearch.open(IndexLocation.of(uri).directory());
  }
}

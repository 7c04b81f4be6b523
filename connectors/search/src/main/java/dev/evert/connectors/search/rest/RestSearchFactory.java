package dev.evert.connectors.search.rest;

import dev.evert.spi.Surroundings;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/** Opens the index that a sink {@code opensearch://HOST/INDEX} fills, for searching. */
public final class RestSearchFactory implements SearchFactory {

  @Override
  public Set<String> schemes() {
    return ClusterLocation.SCHEMES;
  }

  @Override
  public Search open(StoreUri uri, Surroundings surroundings) {
    ClusterLocation location = ClusterLocation.of(uri);
    return new RestSearch(RestConnection.open(uri, location, surroundings), location.index());
  }
}

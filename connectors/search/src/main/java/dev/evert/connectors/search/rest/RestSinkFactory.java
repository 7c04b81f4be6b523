package dev.evert.connectors.search.rest;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/**
 * Makes sinks that fill an index of OpenSearch or Elasticsearch: {@code opensearch://HOST/INDEX}.
 */
public final class RestSinkFactory implements SinkFactory {
  private static final int MOST_PARALLEL = 32;

  @Override
  public Set<String> schemes() {
    return ClusterLocation.SCHEMES;
  }

  @Override
  public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
    ClusterLocation location = ClusterLocation.of(uri);
    IndexOptions options = IndexOptions.of(uri);
    int usual = Pace.USUAL.parallel();
    int parallel = ClusterLocation.number(uri, "parallel", 1, MOST_PARALLEL, usual);
    return new RestSink(
        RestConnection.open(uri, location, surroundings),
        location.index(),
        options,
        Pace.USUAL.withParallel(parallel),
        context);
  }
}

package dev.evert.connectors.search.lucene;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/** Makes sinks that fill a Lucene index in a directory: {@code lucene:DIRECTORY}. */
public final class LuceneSinkFactory implements SinkFactory {

  @Override
  public Set<String> schemes() {
    return Set.of(IndexLocation.SCHEME);
  }

  @Override
  public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
    return new LuceneSink(IndexLocation.of(uri), context);
  }
}

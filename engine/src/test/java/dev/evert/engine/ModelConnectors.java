package dev.evert.engine;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connectors of a test: {@code db://NAME/TABLE} is a table of the source that is named so, in
 * the order of the tables' numbers, and {@code mem:NAME} a sink.
 */
final class ModelConnectors {
  private final Map<String, Supplier<? extends Source>> sources = new LinkedHashMap<>();
  private final Map<String, Function<SinkContext, Sink>> sinks = new LinkedHashMap<>();

  ModelConnectors source(String name, Supplier<? extends Source> source) {
    sources.put(name, source);
    return this;
  }

  ModelConnectors sink(String name, Function<SinkContext, Sink> sink) {
    sinks.put(name, sink);
    return this;
  }

  Connectors connectors() {
    return new Connectors(List.of(new Sources()), List.of(new Sinks()));
  }

  private final class Sources implements SourceFactory {
    @Override
    public Set<String> schemes() {
      return Set.of("db");
    }

    @Override
    public String group(StoreUri uri) {
      return uri.hosts();
    }

    @Override
    public Source open(List<StoreUri> tables, Surroundings surroundings) {
      return Objects.requireNonNull(sources.get(tables.getFirst().hosts())).get();
    }
  }

  private final class Sinks implements SinkFactory {
    @Override
    public Set<String> schemes() {
      return Set.of("mem");
    }

    @Override
    public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
      return Objects.requireNonNull(sinks.get(uri.path())).apply(context);
    }
  }
}

package dev.evert.benchmarks.capture;

import dev.evert.engine.Connectors;
import dev.evert.spi.Surroundings;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** A sink that throws its rows away: what is measured is all that comes before it. */
public final class Nothing implements Sink {
  private SinkProgress progress = new SinkProgress("", 0);

  /** All connectors there are, and this one. */
  public static Connectors withAllConnectors() {
    return withAllConnectors(List.of());
  }

  /** All connectors there are, this one, and some more. */
  public static Connectors withAllConnectors(List<SourceFactory> more) {
    List<SourceFactory> sources = new ArrayList<>(more);
    ServiceLoader.load(SourceFactory.class).forEach(sources::add);
    List<SinkFactory> sinks = new ArrayList<>(List.of(new Factory()));
    ServiceLoader.load(SinkFactory.class).forEach(sinks::add);
    return new Connectors(sources, sinks);
  }

  /** Answers to {@code nothing:}. */
  static final class Factory implements SinkFactory {
    @Override
    public Set<String> schemes() {
      return Set.of("nothing");
    }

    @Override
    public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
      return new Nothing();
    }
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) {
    return Optional.empty();
  }

  @Override
  public void evolve(Schema schema) {}

  @Override
  public void write(SinkBatch batch) {
    progress = batch.progress();
  }

  @Override
  public SinkProgress flush() {
    return progress;
  }

  @Override
  public SinkAudit audit() {
    throw new IllegalStateException("nothing is kept");
  }

  @Override
  public void repair(SinkBatch batch) {}

  @Override
  public void drop() {}

  @Override
  public void close() {}
}

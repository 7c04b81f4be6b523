package dev.evert.engine;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.source.SourceFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The connectors that are there, by the schemes of the URIs that they answer to. */
public final class Connectors {
  private final Map<String, SourceFactory> sources = new TreeMap<>();
  private final Map<String, SinkFactory> sinks = new TreeMap<>();

  /** These connectors and no others; of two with one scheme the first counts. */
  public Connectors(List<SourceFactory> sources, List<SinkFactory> sinks) {
    for (SourceFactory factory : sources) {
      factory.schemes().forEach(scheme -> this.sources.putIfAbsent(scheme, factory));
    }
    for (SinkFactory factory : sinks) {
      factory.schemes().forEach(scheme -> this.sinks.putIfAbsent(scheme, factory));
    }
  }

  /** All connectors on the class path. */
  public static Connectors installed() {
    List<SourceFactory> sources = new ArrayList<>();
    ServiceLoader.load(SourceFactory.class).forEach(sources::add);
    List<SinkFactory> sinks = new ArrayList<>();
    ServiceLoader.load(SinkFactory.class).forEach(sinks::add);
    return new Connectors(sources, sinks);
  }

  /** These connectors, and before them one source. */
  Connectors with(SourceFactory source) {
    return with(List.of(source), List.of());
  }

  /** These connectors, and before them one sink. */
  Connectors with(SinkFactory sink) {
    return with(List.of(), List.of(sink));
  }

  private Connectors with(List<SourceFactory> moreSources, List<SinkFactory> moreSinks) {
    List<SourceFactory> allSources = new ArrayList<>(moreSources);
    allSources.addAll(sources.values());
    List<SinkFactory> allSinks = new ArrayList<>(moreSinks);
    allSinks.addAll(sinks.values());
    return new Connectors(allSources, allSinks);
  }

  /** The schemes that sources answer to. */
  public SortedSet<String> sourceSchemes() {
    return new TreeSet<>(sources.keySet());
  }

  /** The schemes that sinks answer to. */
  public SortedSet<String> sinkSchemes() {
    return new TreeSet<>(sinks.keySet());
  }

  /**
   * The source connector for a scheme.
   *
   * @throws EvertException {@link ErrorCode#UNKNOWN_SCHEME} if there is none
   */
  public SourceFactory source(String scheme) {
    SourceFactory factory = sources.get(scheme);
    if (factory == null) {
      throw unknown("source", scheme, sources.keySet(), sinks.containsKey(scheme));
    }
    return factory;
  }

  /**
   * The sink connector for a scheme.
   *
   * @throws EvertException {@link ErrorCode#UNKNOWN_SCHEME} if there is none
   */
  public SinkFactory sink(String scheme) {
    SinkFactory factory = sinks.get(scheme);
    if (factory == null) {
      throw unknown("sink", scheme, sinks.keySet(), sources.containsKey(scheme));
    }
    return factory;
  }

  private static EvertException unknown(
      String role, String scheme, Iterable<String> known, boolean otherRole) {
    String hint = otherRole ? " (it can only be the other end of a pipe)" : "";
    return new EvertException(
        ErrorCode.UNKNOWN_SCHEME,
        "no "
            + role
            + " answers to '"
            + scheme
            + ":'"
            + hint
            + "; there are "
            + String.join(", ", known));
  }
}

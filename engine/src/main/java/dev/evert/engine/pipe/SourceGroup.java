package dev.evert.engine.pipe;

import dev.evert.engine.Connectors;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Inputs of a pipe that one source feeds, so that transactions over several of them stay whole.
 *
 * @param inputs their numbers in the pipe's definition; a table's number in the source is its place
 *     here
 */
public record SourceGroup(SourceFactory factory, List<StoreUri> uris, List<Integer> inputs) {
  public SourceGroup {
    uris = List.copyOf(uris);
    inputs = List.copyOf(inputs);
  }

  /** The URIs, without secrets. */
  public String name() {
    return uris.stream().map(StoreUri::toString).collect(Collectors.joining(", "));
  }

  /** Sorts the inputs of a pipe into groups, in the order of their first inputs. */
  public static List<SourceGroup> of(PipeDefinition pipe, Connectors connectors) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < pipe.inputs().size(); i++) {
      StoreUri uri = pipe.inputs().get(i).uri();
      SourceFactory factory = connectors.source(uri.scheme());
      String key = factory.getClass().getName() + " " + factory.group(uri);
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
    }
    return groups.values().stream().map(inputs -> group(pipe, connectors, inputs)).toList();
  }

  private static SourceGroup group(
      PipeDefinition pipe, Connectors connectors, List<Integer> inputs) {
    List<StoreUri> uris = inputs.stream().map(i -> pipe.inputs().get(i).uri()).toList();
    return new SourceGroup(connectors.source(uris.getFirst().scheme()), uris, inputs);
  }
}

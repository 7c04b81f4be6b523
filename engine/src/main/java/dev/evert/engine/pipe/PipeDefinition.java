package dev.evert.engine.pipe;

import dev.evert.spi.uri.StoreUri;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pipe: inputs, queries one after the other, and the sinks that the last result goes to.
 *
 * @param name letters, digits and underscores: names the pipe's streams and what its connectors
 *     make
 * @param inputs at least one
 * @param queries each reads what the one before it gives, by the name {@link #INPUT}; the first
 *     reads the inputs by their names. Without queries the only input goes to the sinks as it is
 * @param sinks at least one, each another
 */
public record PipeDefinition(
    String name, List<Input> inputs, List<String> queries, List<StoreUri> sinks) {
  /** What a query calls the stage before it, and the only input if it has no other name. */
  public static final String INPUT = "input";

  /** The most inputs, and the most sinks. */
  public static final int MAX_STAGES = 64;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");

  public PipeDefinition {
    Objects.requireNonNull(name);
    inputs = List.copyOf(inputs);
    queries = List.copyOf(queries);
    sinks = List.copyOf(sinks);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a pipe's name matches " + NAME + ", got " + name);
    }
    requireCount("inputs", inputs.size());
    requireCount("sinks", sinks.size());
    Set<String> names = new HashSet<>();
    for (Input input : inputs) {
      if (!names.add(input.name())) {
        throw new IllegalArgumentException("two inputs are named " + input.name());
      }
    }
    Set<String> targets = new HashSet<>();
    for (StoreUri sink : sinks) {
      if (!targets.add(sink.toString())) {
        throw new IllegalArgumentException("two sinks are " + sink);
      }
    }
    if (queries.isEmpty() && inputs.size() > 1) {
      throw new IllegalArgumentException("several inputs need a query that combines them");
    }
  }

  private static void requireCount(String what, int count) {
    if (count < 1 || count > MAX_STAGES) {
      throw new IllegalArgumentException(what + ": 1 to " + MAX_STAGES + ", got " + count);
    }
  }

  /**
   * A table that a pipe reads.
   *
   * @param name what queries call it
   */
  public record Input(String name, StoreUri uri) {
    public Input {
      Objects.requireNonNull(name);
      Objects.requireNonNull(uri);
    }
  }
}

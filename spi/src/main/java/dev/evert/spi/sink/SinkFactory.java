package dev.evert.spi.sink;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/** Makes sinks; found by {@link java.util.ServiceLoader}. */
public interface SinkFactory {

  /** The URI schemes that it answers to, in lower case. */
  Set<String> schemes();

  /**
   * Makes a sink. Does not connect yet.
   *
   * @throws EvertException if the URI can not be understood
   */
  Sink open(StoreUri uri, SinkContext context, Surroundings surroundings);
}

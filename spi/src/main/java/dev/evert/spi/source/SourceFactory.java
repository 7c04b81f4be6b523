package dev.evert.spi.source;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Set;

/** Makes sources; found by {@link java.util.ServiceLoader}. */
public interface SourceFactory {

  /** The URI schemes that it answers to, in lower case. */
  Set<String> schemes();

  /**
   * What inputs have in common that one source can feed together, so that a transaction over
   * several of their tables stays whole: for a database, its server, name and user.
   */
  String group(StoreUri uri);

  /**
   * Makes a source for tables of one group. Does not connect yet.
   *
   * @throws EvertException if a URI can not be understood
   */
  Source open(List<StoreUri> tables, Surroundings surroundings);
}

package dev.evert.spi.search;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/** Opens stores for searching; found by {@link java.util.ServiceLoader}. */
public interface SearchFactory {

  /** The URI schemes that it answers to, in lower case. */
  Set<String> schemes();

  /**
   * Opens the store that a sink with this URI fills.
   *
   * @throws EvertException if there is none, or it is none of ours
   */
  Search open(StoreUri uri, Surroundings surroundings);
}

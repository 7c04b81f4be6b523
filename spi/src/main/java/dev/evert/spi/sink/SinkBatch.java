package dev.evert.spi.sink;

import java.util.List;
import java.util.Objects;

/**
 * Changes that a sink applies together.
 *
 * @param changes at most one a key, in the order of keys
 * @param progress how far the store is when all of them are applied
 */
public record SinkBatch(List<SinkChange> changes, SinkProgress progress) {
  public SinkBatch {
    changes = List.copyOf(changes);
    Objects.requireNonNull(progress);
  }
}

package dev.evert.engine.database;

import dev.evert.spi.error.EvertException;
import java.time.Instant;
import java.util.Objects;

/**
 * What could not go on as it was, and was derived anew.
 *
 * @param at when that began
 * @param cause what was found
 */
public record Mending(Instant at, EvertException cause) {
  public Mending {
    Objects.requireNonNull(at);
    Objects.requireNonNull(cause);
  }

  /** It in one line. */
  String describe() {
    return "derived anew at " + at + ": " + cause.describe();
  }
}

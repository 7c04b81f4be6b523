package dev.evert.spi.sink;

import java.util.Objects;

/**
 * How far a sink is.
 *
 * @param token the engine's own words, at most {@link #MAX_TOKEN_CHARS}; the store keeps and
 *     returns them unchanged
 * @param version grows from batch to batch, for stores that order writes by a number
 */
public record SinkProgress(String token, long version) {
  /** The most characters of a token. */
  public static final int MAX_TOKEN_CHARS = 1 << 16;

  public SinkProgress {
    Objects.requireNonNull(token);
    if (token.length() > MAX_TOKEN_CHARS) {
      throw new IllegalArgumentException("progress token of " + token.length() + " characters");
    }
    if (version < 0) {
      throw new IllegalArgumentException("progress version " + version);
    }
  }
}

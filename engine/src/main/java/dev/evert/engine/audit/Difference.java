package dev.evert.engine.audit;

import java.util.Objects;

/**
 * A key under which two sides of an audit differ.
 *
 * @param key the encoded key
 * @param text the key as people read it
 */
public record Difference(byte[] key, String text, Kind kind) {
  public Difference {
    Objects.requireNonNull(text);
    Objects.requireNonNull(kind);
  }

  /** How they differ, seen from the derived side. */
  public enum Kind {
    /** It should be there and is not. */
    MISSING,
    /** It is there and should not. */
    SURPLUS,
    /** It is there with another content. */
    CHANGED
  }
}

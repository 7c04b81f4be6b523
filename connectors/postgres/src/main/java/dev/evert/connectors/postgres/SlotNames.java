package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.slot.Publication;
import java.util.Locale;

/** Names what a source keeps in the server. */
final class SlotNames {
  private static final int MOST_CHARS = 63;

  private SlotNames() {}

  /**
   * The slot of a pipe: slots are the whole server's, and a pipe may read several of its databases.
   */
  static String slot(String pipe, String database) {
    return fit("evert_" + pipe + "_" + database);
  }

  /** The publication of a pipe. */
  static String publication(String pipe) {
    return fit("evert_" + pipe);
  }

  static Publication publication(SourceOptions options, String pipe) {
    return options
        .publication()
        .map(name -> new Publication(name, false))
        .orElseGet(() -> new Publication(publication(pipe), true));
  }

  /** Only small letters, digits and underscores; cut with a trace of what was cut off. */
  private static String fit(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    if (plain.length() <= MOST_CHARS && plain.equals(name)) {
      return plain;
    }
    String trace = "_" + Integer.toHexString(name.hashCode());
    return plain.substring(0, Math.min(plain.length(), MOST_CHARS - trace.length())) + trace;
  }
}

package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.spi.Surroundings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names what a source keeps in the server, so that no other source has the same names. */
final class SlotNames {
  private static final int MOST_CHARS = 63;
  private static final int TRACE_BYTES = 5;

  private SlotNames() {}

  /**
   * The slot of a pipe: slots are the whole server's, and a pipe may read several of its databases.
   */
  static String slot(Surroundings pipe, String database) {
    return fit("evert_" + pipe.pipe() + "_" + database, trace(pipe, database));
  }

  /** The publication of a pipe. */
  static String publication(Surroundings pipe) {
    return fit("evert_" + pipe.pipe(), trace(pipe, ""));
  }

  static Publication publication(SourceOptions options, Surroundings pipe) {
    return options
        .publication()
        .map(name -> new Publication(name, false))
        .orElseGet(() -> new Publication(publication(pipe), true));
  }

  /** Tells pipes of one name apart that run in different places, and names that look alike. */
  private static String trace(Surroundings pipe, String database) {
    String all = String.join("\0", pipe.installation(), pipe.pipe(), database);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return "_" + HexFormat.of().formatHex(hash, 0, TRACE_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Only small letters, digits and underscores; cut where it is too long. */
  private static String fit(String name, String trace) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    return plain.substring(0, Math.min(plain.length(), MOST_CHARS - trace.length())) + trace;
  }
}

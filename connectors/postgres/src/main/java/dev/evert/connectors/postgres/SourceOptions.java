package dev.evert.connectors.postgres;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a source's URI that are not the connection's.
 *
 * @param slot the slot to use, which is there already
 * @param publication the publication to use, which is there already
 * @param connections how many chunks are copied at once
 * @param chunkPages how many pages a chunk has; 0 for a number that suits the table
 * @param heartbeatMillis how often to write to the log; 0 for never
 */
record SourceOptions(
    Optional<String> slot,
    Optional<String> publication,
    int connections,
    int chunkPages,
    long heartbeatMillis) {
  /** Their names. */
  static final Set<String> NAMES =
      Set.of("slot", "publication", "connections", "chunk", "heartbeat");

  private static final int USUAL_CONNECTIONS = 2;
  private static final int MOST_CONNECTIONS = 16;
  private static final int MOST_CHUNK_PAGES = 1 << 24;
  private static final int MOST_HEARTBEAT_SECONDS = 86_400;

  /**
   * Reads the options, which must be the same for all tables.
   *
   * @throws EvertException {@link ErrorCode#BAD_OPTION}
   */
  static SourceOptions of(List<StoreUri> uris) {
    StoreUri first = uris.getFirst();
    for (StoreUri uri : uris) {
      for (String name : NAMES) {
        if (!uri.option(name).equals(first.option(name))) {
          throw new EvertException(
              ErrorCode.BAD_OPTION,
              "option '" + name + "' differs between " + first + " and " + uri);
        }
      }
    }
    return new SourceOptions(
        first.option("slot"),
        first.option("publication"),
        number(first, "connections", USUAL_CONNECTIONS, 1, MOST_CONNECTIONS),
        number(first, "chunk", 0, 0, MOST_CHUNK_PAGES),
        1000L * number(first, "heartbeat", 0, 0, MOST_HEARTBEAT_SECONDS));
  }

  private static int number(StoreUri uri, String name, int otherwise, int least, int most) {
    Optional<String> text = uri.option(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, with the text
    }
    String range = least + " to " + most;
    throw new EvertException(
        ErrorCode.BAD_OPTION,
        "option '" + name + "': wanted a number from " + range + ", got '" + text.get() + "'");
  }
}

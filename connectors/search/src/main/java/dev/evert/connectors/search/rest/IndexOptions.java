package dev.evert.connectors.search.rest;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an index is made that is not there yet.
 *
 * @param refresh how often readers see what is new, as {@code 1s} or {@code 200ms}; {@code -1}
 *     never
 */
record IndexOptions(Optional<Integer> shards, Optional<Integer> replicas, String refresh) {
  private static final Pattern TIME = Pattern.compile("-1|[0-9]{1,9}(ms|s|m|h)");
  private static final int MAX_SHARDS = 1024;
  private static final int MAX_REPLICAS = 100;

  /**
   * @throws EvertException {@link dev.evert.spi.error.ErrorCode#BAD_URI}
   */
  static IndexOptions of(StoreUri uri) {
    int shards = ClusterLocation.number(uri, "shards", 1, MAX_SHARDS, -1);
    int replicas = ClusterLocation.number(uri, "replicas", 0, MAX_REPLICAS, -1);
    String refresh = uri.option("refresh").orElse("1s");
    if (!TIME.matcher(refresh).matches()) {
      throw ClusterLocation.bad(
          "option refresh: wanted a time like 1s or 200ms, got '" + refresh + "'");
    }
    return new IndexOptions(
        shards < 0 ? Optional.empty() : Optional.of(shards),
        replicas < 0 ? Optional.empty() : Optional.of(replicas),
        refresh);
  }
}

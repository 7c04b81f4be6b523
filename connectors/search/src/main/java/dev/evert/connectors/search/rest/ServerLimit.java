package dev.evert.connectors.search.rest;

import dev.evert.spi.text.JsonReader;

/** How large a request may be that a server takes; it cuts the connection of a larger one. */
final class ServerLimit {
  /** What servers take unless they are told otherwise. */
  static final long USUAL_BYTES = 100L << 20;

  private ServerLimit() {}

  /** Asks the server; what it does not tell, it has as usual. */
  static long bytes(RestClient client) throws InterruptedException {
    RestAnswer answer =
        client.send("GET", "/_nodes/http?filter_path=nodes.*.http.max_content_length_in_bytes");
    return answer.isSuccess() ? least(answer.json(), USUAL_BYTES) : USUAL_BYTES;
  }

  /** The least of all nodes. */
  private static long least(JsonReader json, long known) {
    long least = known;
    json.beginObject();
    while (json.nextName()) {
      switch (json.peek()) {
        case OBJECT -> least = least(json, least);
        case NUMBER -> least = Math.min(least, Long.parseLong(json.readNumber()));
        case STRING, ARRAY, BOOLEAN, NULL -> json.skip();
      }
    }
    return least;
  }
}

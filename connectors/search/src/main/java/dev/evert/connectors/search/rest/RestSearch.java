package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.text.JsonWriter;

/** Searches an index of a server, which reads the query and marks what matched. */
final class RestSearch implements Search {
  private static final int PASSAGE_CHARS = 100;
  private static final int MAX_PASSAGES = 2;

  private final RestClient client;
  private final TargetIndex index;
  private final String name;

  RestSearch(RestClient client, String name) {
    this.client = client;
    this.index = new TargetIndex(client, name);
    this.name = name;
  }

  @Override
  public SearchResult find(String query, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT, "limit: wanted 1 to " + MAX_LIMIT + ", got " + limit);
    }
    try {
      RestAnswer answer = client.send("POST", index.path() + "/_search", request(query, limit));
      return switch (answer.status()) {
        case 200 -> SearchAnswer.read(answer);
        case 400 -> throw unreadable(query, answer.error());
        case 404 ->
            throw new EvertException(
                ErrorCode.NO_SUCH_TABLE, "there is no index " + name + " on the server");
        default -> throw RestFailure.of("search index " + name, answer);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvertException(ErrorCode.CONNECTION_LOST, "the search was stopped", null, e);
    }
  }

  private static EvertException unreadable(String query, ServerError error) {
    return new EvertException(
        ErrorCode.INVALID_ARGUMENT,
        "the search query '" + query + "' can not be understood: " + error.reason(),
        "Mend the query; signs that mean something in queries are escaped by a backslash.");
  }

  private static JsonWriter request(String query, int limit) {
    JsonWriter out = new JsonWriter();
    out.beginObject().name("size").number(limit).name("track_total_hits").bool(true);
    out.name("query").beginObject().name("query_string").beginObject();
    out.name("query").string(query).name("lenient").bool(true);
    out.name("analyze_wildcard").bool(true).endObject().endObject();
    out.name("highlight").beginObject();
    out.name("pre_tags").beginArray().string(MarkedText.BEGIN).endArray();
    out.name("post_tags").beginArray().string(MarkedText.END).endArray();
    out.name("number_of_fragments").number(MAX_PASSAGES);
    out.name("fragment_size").number(PASSAGE_CHARS);
    out.name("fields").beginObject().name("*").beginObject().endObject().endObject();
    return out.endObject().endObject();
  }

  @Override
  public void close() {
    client.close();
  }
}

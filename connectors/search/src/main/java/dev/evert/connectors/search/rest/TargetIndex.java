package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An index on a server. */
final class TargetIndex {
  /**
   * How long the version of a deleted document is remembered: longer than a request can be on its
   * way, so that a late one never brings a deleted row back.
   */
  private static final String TOMBSTONES = "10m";

  /** Servers have 1,000 by themselves, less than two for each column of the widest view. */
  private static final int FIELDS_LIMIT = IndexSchema.fields(Schema.MAX_COLUMNS);

  private final RestClient client;
  private final String name;
  private final String path;

  TargetIndex(RestClient client, String name) {
    this.client = client;
    this.name = name;
    this.path = "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** The path of requests to it, with a slash before it. */
  String path() {
    return path;
  }

  /** What the server says of it; empty if it is not there. */
  Optional<IndexFacts> look() throws InterruptedException {
    RestAnswer answer = client.send("GET", path);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    JsonReader json = successful("look at index " + name, answer).json();
    IndexFacts facts = IndexFacts.read(json);
    if (json.nextName()) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "index " + name + " is an alias of several, " + facts.name() + " and " + json.name(),
          "Name an index, or an alias of one.");
    }
    return Optional.of(facts);
  }

  /** Its UUID; empty if it is not there. */
  Optional<String> uuid() throws InterruptedException {
    RestAnswer answer = client.send("GET", path + "?filter_path=*.settings.index.uuid");
    if (answer.status() == 404) {
      return Optional.empty();
    }
    return Optional.of(IndexFacts.read(successful("look at index " + name, answer).json()).uuid());
  }

  /** Makes it. */
  void create(Schema schema, String pipe, IndexOptions options) throws InterruptedException {
    JsonWriter body = new JsonWriter();
    body.beginObject().name("settings").beginObject().name("index").beginObject();
    body.name("refresh_interval").string(options.refresh());
    body.name("gc_deletes").string(TOMBSTONES);
    options.shards().ifPresent(n -> body.name("number_of_shards").number(n));
    options.replicas().ifPresent(n -> body.name("number_of_replicas").number(n));
    body.name("mapping.total_fields.limit").number(FIELDS_LIMIT);
    body.endObject().endObject().name("mappings");
    IndexSchema.write(schema, pipe, body);
    body.endObject();
    successful("create index " + name, client.send("PUT", path, body));
  }

  /** Adds the fields that it lacks, and says whose it is. */
  void add(Schema schema, Map<String, String> there, String pipe) throws InterruptedException {
    JsonWriter limit = new JsonWriter();
    limit.beginObject().name("index.mapping.total_fields.limit").number(FIELDS_LIMIT).endObject();
    successful("set up index " + name, client.send("PUT", path + "/_settings", limit));
    rememberDeletes(true);
    JsonWriter body = new JsonWriter();
    IndexSchema.writeAdded(schema, there, pipe, body);
    successful("add fields to index " + name, client.send("PUT", path + "/_mapping", body));
  }

  /** Says how long deleted versions are remembered. */
  void rememberDeletes(boolean remember) throws InterruptedException {
    JsonWriter body = new JsonWriter();
    body.beginObject().name("index").beginObject();
    body.name("gc_deletes").string(remember ? TOMBSTONES : "0ms");
    body.endObject().endObject();
    successful("set up index " + name, client.send("PUT", path + "/_settings", body));
  }

  /** How many documents readers see. */
  long count() throws InterruptedException {
    refresh();
    JsonReader json =
        successful("count index " + name, client.send("GET", path + "/_count")).json();
    json.beginObject();
    while (json.nextName()) {
      if (json.name().equals("count")) {
        return Long.parseLong(json.readNumber());
      }
      json.skip();
    }
    throw new EvertException(ErrorCode.STORE_FAILED, "the server's count of " + name + " is none");
  }

  /** Lets readers see all that was written. */
  void refresh() throws InterruptedException {
    successful("refresh index " + name, client.send("POST", path + "/_refresh"));
  }

  /** Removes it, if it is there. */
  void delete(String concreteName) throws InterruptedException {
    String target = "/" + URLEncoder.encode(concreteName, StandardCharsets.UTF_8);
    RestAnswer answer = client.send("DELETE", target);
    if (answer.status() != 404) {
      successful("delete index " + concreteName, answer);
    }
  }

  static RestAnswer successful(String doing, RestAnswer answer) {
    if (!answer.isSuccess()) {
      throw RestFailure.of(doing, answer);
    }
    return answer;
  }
}

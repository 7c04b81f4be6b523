package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.util.Base64;
import java.util.Optional;

/**
 * How far the indexes of a cluster are: one document an index, in a hidden index of Evert's own on
 * the same cluster. In the index itself it would be a hit of every search that matches all.
 *
 * <pre>
 *   id        the UUID of the index: one that was deleted and made anew has no progress
 *   index     its name
 *   pipe      whose it is
 *   schema    that of its rows, in Base64 of its bytes
 *   token, version   the progress; absent until a batch was written
 * </pre>
 */
final class ProgressIndex {
  static final String NAME = "evert-progress";

  private static final String DEFINITION =
      """
      {"settings":{"index":{"hidden":true,"number_of_shards":1,"auto_expand_replicas":"0-1"}},\
      "mappings":{"dynamic":"strict","properties":{"index":{"type":"keyword"},\
      "pipe":{"type":"keyword"},"version":{"type":"long"},\
      "schema":{"type":"keyword","index":false,"doc_values":false},\
      "token":{"type":"keyword","index":false,"doc_values":false}}}}\
      """;

  private final RestClient client;

  ProgressIndex(RestClient client) {
    this.client = client;
  }

  /** What is known of an index. */
  record Entry(String index, String pipe, Schema schema, Optional<SinkProgress> progress) {}

  /** Makes the index, unless it is there. */
  void create() throws InterruptedException {
    RestAnswer answer = client.send("PUT", "/" + NAME, new JsonWriter().json(DEFINITION));
    if (!answer.isSuccess() && !answer.error().isType("resource_already_exists_exception")) {
      throw RestFailure.of("create index " + NAME, answer);
    }
  }

  /** What is known of the index with this UUID. */
  Optional<Entry> read(String uuid) throws InterruptedException {
    RestAnswer answer = client.send("GET", path(uuid));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    JsonReader json = TargetIndex.successful("read progress", answer).json();
    json.beginObject();
    while (json.nextName()) {
      if (json.name().equals("_source")) {
        return Optional.of(entry(json));
      }
      json.skip();
    }
    return Optional.empty();
  }

  private static Entry entry(JsonReader json) {
    String index = "";
    String pipe = "";
    String schema = "";
    String token = null;
    long version = 0;
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "index" -> index = json.readString();
        case "pipe" -> pipe = json.readString();
        case "schema" -> schema = json.readString();
        case "token" -> token = json.readString();
        case "version" -> version = Long.parseLong(json.readNumber());
        default -> json.skip();
      }
    }
    return new Entry(
        index,
        pipe,
        SchemaFormat.parse(Base64.getDecoder().decode(schema)),
        token == null ? Optional.empty() : Optional.of(new SinkProgress(token, version)));
  }

  /**
   * Writes what is known; it is on disk when this returns.
   *
   * @throws EvertException {@link ErrorCode#DATA_IN_USE} if somebody is further already
   */
  void write(String uuid, Entry entry) throws InterruptedException {
    JsonWriter body = new JsonWriter();
    body.beginObject().name("index").string(entry.index()).name("pipe").string(entry.pipe());
    byte[] schema = SchemaFormat.toBytes(entry.schema());
    body.name("schema").string(Base64.getEncoder().encodeToString(schema));
    entry
        .progress()
        .ifPresent(p -> body.name("token").string(p.token()).name("version").number(p.version()));
    body.endObject();
    long version = entry.progress().map(SinkProgress::version).orElse(0L);
    String guarded = path(uuid) + "?version_type=external_gte&version=" + version;
    RestAnswer answer = client.send("PUT", guarded, body);
    if (answer.status() == 409) {
      throw new EvertException(
          ErrorCode.DATA_IN_USE,
          "another process fills index " + entry.index() + " and is further than this one",
          "Stop one of the two.");
    }
    TargetIndex.successful("write progress", answer);
  }

  /** Forgets an index. */
  void delete(String uuid) throws InterruptedException {
    RestAnswer answer = client.send("DELETE", path(uuid));
    if (answer.status() != 404) {
      TargetIndex.successful("delete progress", answer);
    }
  }

  private static String path(String uuid) {
    return "/" + NAME + "/_doc/" + uuid;
  }
}

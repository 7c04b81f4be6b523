package dev.evert.connectors.search.rest;

import dev.evert.connectors.search.document.ForeignKey;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.util.Arrays;

/**
 * Reads all documents of an index as of one moment, in pages. By a scroll, since that is what all
 * versions of both servers have in common.
 */
final class IndexScan {
  private static final String KEEP = "5m";
  private static final int PAGE_BYTES = 8 << 20;
  private static final int MOST_DOCUMENTS = 2_000;
  private static final int USUAL_DOCUMENT_BYTES = 16 << 10;

  private final RestClient client;
  private final TargetIndex index;
  private String scroll = "";

  IndexScan(RestClient client, TargetIndex index) {
    this.client = client;
    this.index = index;
  }

  /**
   * A document.
   *
   * @param key its key's bytes, or a {@link ForeignKey}
   * @param version its external version
   * @param source its JSON
   */
  record Hit(String id, byte[] key, long version, byte[] source) {}

  /** Takes documents. */
  @FunctionalInterface
  interface Visitor {
    void hit(Hit hit) throws InterruptedException;
  }

  /** Reads the documents that are there now. */
  void run(Visitor visitor) throws InterruptedException {
    index.refresh();
    JsonWriter first = new JsonWriter();
    first.beginObject().name("size").number(pageDocuments()).name("version").bool(true);
    first.name("sort").beginArray().string("_doc").endArray().endObject();
    try {
      int hits =
          page(client.send("POST", index.path() + "/_search?scroll=" + KEEP, first), visitor);
      while (hits > 0) {
        JsonWriter next = new JsonWriter().beginObject();
        next.name("scroll").string(KEEP).name("scroll_id").string(scroll).endObject();
        hits = page(client.send("POST", "/_search/scroll", next), visitor);
      }
    } finally {
      end();
    }
  }

  /** So many documents that a page is of moderate size, by what a document takes on disk. */
  private int pageDocuments() throws InterruptedException {
    RestAnswer answer =
        client.send("GET", index.path() + "/_stats/docs,store?filter_path=_all.primaries");
    long bytes = USUAL_DOCUMENT_BYTES;
    if (answer.isSuccess()) {
      IndexSize size = IndexSize.read(answer.json());
      bytes = 1 + 4 * size.bytes() / Math.max(1, size.documents());
    }
    return Math.clamp(PAGE_BYTES / bytes, 1, MOST_DOCUMENTS);
  }

  private int page(RestAnswer answer, Visitor visitor) throws InterruptedException {
    TargetIndex.successful("read the index", answer);
    int hits = 0;
    JsonReader json = answer.json();
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "_scroll_id" -> scroll = json.readString();
        case "hits" -> hits = hits(json, answer.body(), visitor);
        default -> json.skip();
      }
    }
    return hits;
  }

  private static int hits(JsonReader json, byte[] body, Visitor visitor)
      throws InterruptedException {
    int hits = 0;
    json.beginObject();
    while (json.nextName()) {
      if (json.name().equals("hits")) {
        json.beginArray();
        while (json.nextElement()) {
          visitor.hit(hit(json, body));
          hits++;
        }
      } else {
        json.skip();
      }
    }
    return hits;
  }

  private static Hit hit(JsonReader json, byte[] body) {
    String id = "";
    long version = 0;
    byte[] source = {'{', '}'};
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "_id" -> id = json.readString();
        case "_version" -> version = Long.parseLong(json.readNumber());
        case "_source" -> {
          json.peek();
          int from = json.offset();
          json.skip();
          source = Arrays.copyOfRange(body, from, json.offset());
        }
        default -> json.skip();
      }
    }
    return new Hit(id, key(id, source), version, source);
  }

  private static byte[] key(String id, byte[] source) {
    try {
      return OwnFields.read(source).key().orElseGet(() -> ForeignKey.of(id));
    } catch (EvertException | IllegalArgumentException e) {
      return ForeignKey.of(id);
    }
  }

  private void end() throws InterruptedException {
    if (!scroll.isEmpty()) {
      JsonWriter body = new JsonWriter();
      body.beginObject().name("scroll_id").string(scroll).endObject();
      client.send("DELETE", "/_search/scroll", body);
      scroll = "";
    }
  }
}

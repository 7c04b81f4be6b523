package dev.evert.connectors.search.rest;

import dev.evert.spi.text.JsonWriter;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The body of a bulk request: for each item a line that says what to do, and unless that is to
 * delete, a line with the document. Every item has an external version, so that one that comes late
 * or twice never wins over a newer one.
 *
 * @param <T> what an item stands for
 */
final class BulkBody<T> {
  private final JsonWriter json = new JsonWriter();
  private final List<T> items = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();

  /** Adds a document. */
  void index(T item, String id, long version, Consumer<JsonWriter> document) {
    action("index", id, version);
    document.accept(json);
    json.newline();
    added(item);
  }

  /** Adds a deletion. */
  void delete(T item, String id, long version) {
    action("delete", id, version);
    added(item);
  }

  private void action(String action, String id, long version) {
    json.beginObject().name(action).beginObject().name("_id").string(id);
    json.name("version").number(version).name("version_type").string("external_gte");
    json.endObject().endObject().newline();
  }

  private void added(T item) {
    items.add(item);
    ends.add(json.size());
  }

  private void copy(BulkBody<T> from, int index) {
    int start = index == 0 ? 0 : from.ends.get(index - 1);
    json.json(from.json.buffer(), start, from.ends.get(index) - start - 1).newline();
    added(from.items.get(index));
  }

  /** The items at these places, as a request of their own. */
  BulkBody<T> only(List<Integer> places) {
    BulkBody<T> some = new BulkBody<>();
    places.forEach(place -> some.copy(this, place));
    return some;
  }

  List<T> items() {
    return items;
  }

  int sizeBytes() {
    return json.size();
  }

  BodyPublisher publisher() {
    return BodyPublishers.ofByteArray(json.buffer(), 0, json.size());
  }
}

package dev.evert.connectors.search.rest;

import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads what a search found. One thread at a time. */
final class SearchAnswer {
  private final JsonReader json;
  private final byte[] body;
  private long total;
  private final List<SearchHit> hits = new ArrayList<>();

  private SearchAnswer(RestAnswer answer) {
    json = answer.json();
    body = answer.body();
  }

  static SearchResult read(RestAnswer answer) {
    SearchAnswer reading = new SearchAnswer(answer);
    reading.json.beginObject();
    while (reading.json.nextName()) {
      if (reading.json.name().equals("hits")) {
        reading.found();
      } else {
        reading.json.skip();
      }
    }
    return new SearchResult(reading.total, reading.hits);
  }

  private void found() {
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "total" -> total();
        case "hits" -> {
          json.beginArray();
          while (json.nextElement()) {
            hits.add(hit());
          }
        }
        default -> json.skip();
      }
    }
  }

  private void total() {
    json.beginObject();
    while (json.nextName()) {
      if (json.name().equals("value")) {
        total = Long.parseLong(json.readNumber());
      } else {
        json.skip();
      }
    }
  }

  private SearchHit hit() {
    String key = "";
    double score = 0;
    String row = "{}";
    List<SearchHit.Highlight> highlights = new ArrayList<>();
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "_id" -> key = json.readString();
        case "_score" -> score = score();
        case "_source" -> row = row();
        case "highlight" -> highlights(highlights);
        default -> json.skip();
      }
    }
    return new SearchHit(score, key, row, highlights);
  }

  private double score() {
    if (json.peek() == JsonReader.Kind.NUMBER) {
      return Double.parseDouble(json.readNumber());
    }
    json.skip();
    return 0;
  }

  /** The document without what is not the row's. */
  private String row() {
    JsonWriter row = new JsonWriter();
    row.beginObject();
    json.beginObject();
    while (json.nextName()) {
      String name = json.name();
      json.peek();
      int from = json.offset();
      json.skip();
      if (!name.equals(IndexSchema.OWN)) {
        row.name(name).json(body, from, json.offset() - from);
      }
    }
    return row.endObject().toString();
  }

  /** Subfields repeat what their field has. */
  private void highlights(List<SearchHit.Highlight> found) {
    json.beginObject();
    while (json.nextName()) {
      String column = json.name();
      json.beginArray();
      while (json.nextElement()) {
        String marked = json.readString();
        if (column.indexOf('.') < 0) {
          found.add(MarkedText.read(column, marked));
        }
      }
    }
  }
}

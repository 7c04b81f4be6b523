package dev.evert.connectors.search.rest;

import dev.evert.spi.text.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of an index.
 *
 * @param name its own name, where it was asked for by an alias
 * @param uuid another for each index that ever was, even of the same name
 * @param pipe the pipe that fills it, if Evert made it
 * @param fields the types of its fields by their names; "object" for one that has fields
 * @param durable whether a write is on disk when it is acknowledged
 */
record IndexFacts(
    String name, String uuid, Optional<String> pipe, Map<String, String> fields, boolean durable) {

  /** Reads the first index of an answer to {@code GET /index}; stands before the next. */
  static IndexFacts read(JsonReader json) {
    Reading reading = new Reading();
    json.beginObject();
    json.nextName();
    String name = json.name();
    reading.index(json);
    return new IndexFacts(name, reading.uuid, reading.pipe, reading.fields, reading.durable);
  }

  /** What was read so far. */
  private static final class Reading {
    private String uuid = "";
    private Optional<String> pipe = Optional.empty();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private boolean durable = true;

    void index(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        switch (json.name()) {
          case "mappings" -> mappings(json);
          case "settings" -> settings(json);
          default -> json.skip();
        }
      }
    }

    private void mappings(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        switch (json.name()) {
          case "_meta" -> meta(json);
          case "properties" -> properties(json);
          default -> json.skip();
        }
      }
    }

    private void meta(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        if (json.name().equals("evert") && json.peek() == JsonReader.Kind.OBJECT) {
          evert(json);
        } else {
          json.skip();
        }
      }
    }

    private void evert(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        if (json.name().equals("pipe") && json.peek() == JsonReader.Kind.STRING) {
          pipe = Optional.of(json.readString());
        } else {
          json.skip();
        }
      }
    }

    private void properties(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        String field = json.name();
        fields.put(field, type(json));
      }
    }

    private static String type(JsonReader json) {
      String type = "object";
      json.beginObject();
      while (json.nextName()) {
        if (json.name().equals("type") && json.peek() == JsonReader.Kind.STRING) {
          type = json.readString();
        } else {
          json.skip();
        }
      }
      return type;
    }

    private void settings(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        switch (json.name()) {
          case "index" -> settings(json);
          case "uuid" -> uuid = json.readString();
          case "translog" -> translog(json);
          default -> json.skip();
        }
      }
    }

    private void translog(JsonReader json) {
      json.beginObject();
      while (json.nextName()) {
        if (json.name().equals("durability")) {
          durable = !json.readString().equalsIgnoreCase("async");
        } else {
          json.skip();
        }
      }
    }
  }
}

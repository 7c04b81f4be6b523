package dev.evert.connectors.search.rest;

import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.text.JsonReader;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a document says of itself beside its row; all of it is empty in a document of others.
 *
 * @param key the key's bytes
 * @param position of the event that made the row what it is
 * @param operation that event's operation id
 */
record OwnFields(Optional<byte[]> key, String position, Optional<UUID> operation) {

  /**
   * Reads them out of a document.
   *
   * @throws dev.evert.spi.error.EvertException if it is no JSON object
   * @throws IllegalArgumentException if they are not what a sink writes
   */
  static OwnFields read(byte[] document) {
    JsonReader json = new JsonReader().set(document, 0, document.length);
    json.beginObject();
    while (json.nextName()) {
      if (json.name().equals(IndexSchema.OWN)) {
        return members(json);
      }
      json.skip();
    }
    return new OwnFields(Optional.empty(), "", Optional.empty());
  }

  private static OwnFields members(JsonReader json) {
    Optional<byte[]> key = Optional.empty();
    String position = "";
    Optional<UUID> operation = Optional.empty();
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case IndexSchema.KEY -> key = Optional.of(Base64.getDecoder().decode(json.readString()));
        case IndexSchema.POSITION -> position = json.readString();
        case IndexSchema.OPERATION -> operation = Optional.of(UUID.fromString(json.readString()));
        default -> json.skip();
      }
    }
    return new OwnFields(key, position, operation);
  }

  /** The change that gives the document's row. */
  SinkChange change(byte[] keyBytes, byte[] row, long version) {
    return operation.isPresent()
        ? new SinkChange(keyBytes, null, row, version, position, operation.get())
        : new SinkChange(keyBytes, null, row, version, position, null);
  }
}

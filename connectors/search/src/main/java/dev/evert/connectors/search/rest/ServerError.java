package dev.evert.connectors.search.rest;

import dev.evert.spi.text.JsonReader;

/**
 * An error in a server's words.
 *
 * @param type like {@code version_conflict_engine_exception}; empty if it gives none
 * @param reason for a person
 */
record ServerError(String type, String reason) {

  /** Reads the value of a member {@code error}: an object, or the reason alone. */
  static ServerError read(JsonReader json) {
    return switch (json.peek()) {
      case STRING -> new ServerError("", json.readString());
      case OBJECT -> object(json);
      case ARRAY, NUMBER, BOOLEAN, NULL -> {
        json.skip();
        yield new ServerError("", "");
      }
    };
  }

  /** The innermost cause says it best: outer ones say "failed to parse". */
  private static ServerError object(JsonReader json) {
    String type = "";
    String reason = "";
    json.beginObject();
    while (json.nextName()) {
      boolean text = json.peek() == JsonReader.Kind.STRING;
      if (json.name().equals("type") && text) {
        type = json.readString();
      } else if (json.name().equals("reason") && text) {
        reason = json.readString();
      } else if (json.name().equals("caused_by")) {
        String cause = read(json).reason();
        reason = cause.isEmpty() || reason.contains(cause) ? reason : reason + ": " + cause;
      } else {
        json.skip();
      }
    }
    return new ServerError(type, reason);
  }

  boolean isType(String name) {
    return type.equals(name);
  }

  @Override
  public String toString() {
    return type.isEmpty() ? reason : type + ": " + reason;
  }
}

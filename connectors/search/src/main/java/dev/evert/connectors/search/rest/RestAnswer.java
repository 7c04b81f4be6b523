package dev.evert.connectors.search.rest;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import java.nio.charset.StandardCharsets;

/**
 * What a server answered.
 *
 * @param status HTTP's
 * @param body its bytes, JSON as a rule
 */
record RestAnswer(int status, byte[] body) {
  private static final int MAX_SHOWN_CHARS = 500;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** A reader that stands before the body. */
  JsonReader json() {
    return new JsonReader().set(body, 0, body.length);
  }

  /** What the server says is wrong; from a proxy it may be anything. */
  ServerError error() {
    try {
      JsonReader json = json();
      json.beginObject();
      while (json.nextName()) {
        if (json.name().equals("error")) {
          return ServerError.read(json);
        }
        json.skip();
      }
    } catch (EvertException e) {
      // no JSON: shown as it is
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    boolean cut = text.length() > MAX_SHOWN_CHARS;
    return new ServerError("", cut ? text.substring(0, MAX_SHOWN_CHARS) + "…" : text);
  }
}

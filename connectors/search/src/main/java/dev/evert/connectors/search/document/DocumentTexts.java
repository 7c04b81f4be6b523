package dev.evert.connectors.search.document;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** The texts in a row's JSON document. */
public final class DocumentTexts {
  private DocumentTexts() {}

  /**
   * The text of each member that holds any; of an array the texts, one a line.
   *
   * @throws EvertException {@link ErrorCode#INVALID_TEXT} if the bytes are no JSON object
   */
  public static Map<String, String> read(byte[] document) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonReader json = new JsonReader().set(document, 0, document.length);
    json.beginObject();
    while (json.nextName()) {
      StringJoiner lines = new StringJoiner("\n");
      lines.setEmptyValue("");
      gather(json, lines);
      if (lines.length() > 0) {
        texts.put(json.name(), lines.toString());
      }
    }
    return texts;
  }

  private static void gather(JsonReader json, StringJoiner lines) {
    switch (json.peek()) {
      case STRING -> lines.add(json.readString());
      case ARRAY -> {
        json.beginArray();
        while (json.nextElement()) {
          gather(json, lines);
        }
      }
      case OBJECT, NUMBER, BOOLEAN, NULL -> json.skip();
    }
  }
}

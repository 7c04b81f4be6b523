package dev.evert.engine.parked;

import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Parked records as JSON, one object on one line. */
public final class ParkedJson {
  private ParkedJson() {}

  /** The record as an object; its bytes as text. */
  public static String write(ParkedRecord record) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    out.name("origin").string(record.origin());
    out.name("where").string(record.where());
    out.name("code").string(record.code());
    out.name("reason").string(record.reason());
    out.name("record").string(record.recordText());
    return out.endObject().toString();
  }

  /** Reads what {@link #write} writes. */
  public static ParkedRecord read(String json) {
    String origin = "";
    String where = "";
    String code = "";
    String reason = "";
    String record = "";
    JsonReader in = new JsonReader().set(json);
    in.beginObject();
    while (in.nextName()) {
      switch (in.name()) {
        case "origin" -> origin = in.readString();
        case "where" -> where = in.readString();
        case "code" -> code = in.readString();
        case "reason" -> reason = in.readString();
        case "record" -> record = in.readString();
        default -> in.skip();
      }
    }
    return new ParkedRecord(origin, where, code, reason, record.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.evert.shell.status;

import dev.evert.engine.status.Failure;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;

/** Failures as JSON. */
public final class FailureJson {
  private FailureJson() {}

  /** Writes an object. */
  public static void write(Failure failure, JsonWriter out) {
    out.beginObject();
    out.name("code").string(failure.code());
    out.name("sqlState").string(failure.sqlState());
    out.name("message").string(failure.message());
    out.name("remedy").string(failure.remedy());
    out.endObject();
  }

  /** Reads an object. */
  public static Failure read(JsonReader in) {
    String code = "";
    String sqlState = "";
    String message = "";
    String remedy = "";
    in.beginObject();
    while (in.nextName()) {
      switch (in.name()) {
        case "code" -> code = in.readString();
        case "sqlState" -> sqlState = in.readString();
        case "message" -> message = in.readString();
        case "remedy" -> remedy = in.readString();
        default -> in.skip();
      }
    }
    return new Failure(code, sqlState, message, remedy);
  }
}

package dev.evert.shell.session;

import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts as JSON, one object on one line. */
public final class VerdictJson {
  private VerdictJson() {}

  /** The verdict as an object. */
  public static String write(Verdict verdict) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    out.name("what").string(verdict.what());
    out.name("position").string(verdict.position());
    out.name("equal").bool(verdict.skipped().isEmpty() && !verdict.differs());
    verdict.skipped().ifPresent(why -> out.name("skipped").string(why));
    out.name("expectedRows").number(verdict.expectedRows());
    out.name("actualRows").number(verdict.actualRows());
    out.name("expectedDigest").string(verdict.expectedDigest());
    out.name("actualDigest").string(verdict.actualDigest());
    out.name("differing").number(verdict.differing());
    out.name("repaired").number(verdict.repaired());
    out.name("differences").beginArray();
    for (Verdict.Row row : verdict.differences()) {
      out.beginObject().name("key").string(row.key()).name("kind").string(row.kind()).endObject();
    }
    out.endArray();
    return out.endObject().toString();
  }

  /** Reads what {@link #write} writes. */
  public static Verdict read(String json) {
    Map<String, String> values = new HashMap<>();
    List<Verdict.Row> rows = new ArrayList<>();
    JsonReader in = new JsonReader().set(json);
    in.beginObject();
    while (in.nextName()) {
      String name = in.name();
      switch (in.peek()) {
        case STRING -> values.put(name, in.readString());
        case NUMBER -> values.put(name, in.readNumber());
        case ARRAY -> readRows(in, rows);
        case OBJECT, BOOLEAN, NULL -> in.skip();
      }
    }
    return new Verdict(
        values.getOrDefault("what", ""),
        values.getOrDefault("position", ""),
        Optional.ofNullable(values.get("skipped")),
        number(values, "expectedRows"),
        number(values, "actualRows"),
        values.getOrDefault("expectedDigest", ""),
        values.getOrDefault("actualDigest", ""),
        number(values, "differing"),
        number(values, "repaired"),
        rows);
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(values.getOrDefault(name, "0"));
  }

  private static void readRows(JsonReader in, List<Verdict.Row> rows) {
    in.beginArray();
    while (in.nextElement()) {
      String key = "";
      String kind = "";
      in.beginObject();
      while (in.nextName()) {
        switch (in.name()) {
          case "key" -> key = in.readString();
          case "kind" -> kind = in.readString();
          default -> in.skip();
        }
      }
      rows.add(new Verdict.Row(key, kind));
    }
  }
}

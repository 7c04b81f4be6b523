package dev.evert.sql.json;

import dev.evert.spi.text.JsonReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Reads JSON, known to be well formed, as a tree. */
public final class JsonTree {
  private JsonTree() {}

  /** The value in {@code utf8[from, to)}. */
  public static Json read(byte[] utf8, int from, int to) {
    return read(new JsonReader().set(utf8, from, to));
  }

  private static Json read(JsonReader in) {
    return switch (in.peek()) {
      case OBJECT -> object(in);
      case ARRAY -> array(in);
      case STRING -> new Json.Str(in.readString());
      case NUMBER -> new Json.Num(number(in.readNumber()));
      case BOOLEAN -> new Json.Bool(in.readBoolean());
      case NULL -> {
        in.readNull();
        yield new Json.Null();
      }
    };
  }

  /** A numeric has no negative scale. */
  private static BigDecimal number(String text) {
    BigDecimal value = new BigDecimal(text);
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static Json object(JsonReader in) {
    SequencedMap<String, Json> members = new LinkedHashMap<>();
    in.beginObject();
    while (in.nextName()) {
      String name = in.name();
      members.put(name, read(in));
    }
    return new Json.Obj(members);
  }

  private static Json array(JsonReader in) {
    List<Json> elements = new ArrayList<>();
    in.beginArray();
    while (in.nextElement()) {
      elements.add(read(in));
    }
    return new Json.Arr(elements);
  }

  /** Whether no object has two members with one name. */
  public static boolean hasUniqueNames(byte[] utf8, int from, int to) {
    return unique(new JsonReader().set(utf8, from, to));
  }

  private static boolean unique(JsonReader in) {
    boolean unique = true;
    switch (in.peek()) {
      case OBJECT -> {
        Set<String> names = new HashSet<>();
        in.beginObject();
        while (in.nextName()) {
          unique &= names.add(in.name());
          unique &= unique(in);
        }
      }
      case ARRAY -> {
        in.beginArray();
        while (in.nextElement()) {
          unique &= unique(in);
        }
      }
      case STRING, NUMBER, BOOLEAN, NULL -> in.skip();
    }
    return unique;
  }
}

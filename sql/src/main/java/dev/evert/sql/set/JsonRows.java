package dev.evert.sql.set;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.JsonParts;
import dev.evert.sql.runtime.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that give a row for each part of a json value. */
final class JsonRows {
  private JsonRows() {}

  static List<SetFunction> functions() {
    List<SetFunction> all = new ArrayList<>();
    for (Type.Simple type : List.of(Type.Simple.JSON, Type.Simple.JSONB)) {
      String prefix = type == Type.Simple.JSON ? "json_" : "jsonb_";
      all.add(
          of(prefix + "array_elements", type, List.of(named("value", type)), JsonRows::elements));
      all.add(
          of(
              prefix + "array_elements_text",
              type,
              List.of(named("value", Type.Text.ANY)),
              JsonRows::texts));
      all.add(
          of(
              prefix + "each",
              type,
              List.of(named("key", Type.Text.ANY), named("value", type)),
              JsonRows::members));
      all.add(
          of(
              prefix + "each_text",
              type,
              List.of(named("key", Type.Text.ANY), named("value", Type.Text.ANY)),
              JsonRows::memberTexts));
      String keys = prefix + "object_keys";
      all.add(
          of(
              keys,
              type,
              List.of(new SetFunction.Result(keys, Type.Text.ANY, false)),
              JsonRows::keys));
    }
    all.addAll(PathRows.functions());
    return all;
  }

  private static SetFunction of(
      String name, Type type, List<SetFunction.Result> columns, SetFunction.Rows rows) {
    return new SetFunction(name, List.of(type), columns, rows);
  }

  private static SetFunction.Result named(String name, Type type) {
    return new SetFunction.Result(name, type, true);
  }

  private static Slice json(RowReader in) {
    byte[] bytes = in.readBytes();
    return new Slice(bytes, 0, bytes.length);
  }

  private static void elements(RowReader in, SetRows out) {
    JsonParts.elements(
        json(in),
        element -> {
          put(element, out.writer());
          out.end();
        });
  }

  private static void texts(RowReader in, SetRows out) {
    JsonParts.elements(
        json(in),
        element -> {
          put(JsonParts.text(element), out.writer());
          out.end();
        });
  }

  private static void members(RowReader in, SetRows out) {
    JsonParts.members(
        json(in),
        (key, value) -> {
          out.writer().putText(key);
          put(value, out.writer());
          out.end();
        });
  }

  private static void memberTexts(RowReader in, SetRows out) {
    JsonParts.members(
        json(in),
        (key, value) -> {
          out.writer().putText(key);
          put(JsonParts.text(value), out.writer());
          out.end();
        });
  }

  private static void keys(RowReader in, SetRows out) {
    JsonParts.members(
        json(in),
        (key, _) -> {
          out.writer().putText(key);
          out.end();
        });
  }

  private static void put(@Nullable Slice value, RowWriter out) {
    if (value == null) {
      out.putNull();
    } else {
      out.putBytes(value.bytes(), value.from(), value.size());
    }
  }
}

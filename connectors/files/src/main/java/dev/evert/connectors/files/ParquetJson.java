package dev.evert.connectors.files;

import dev.evert.spi.text.JsonWriter;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Nested values of Parquet files as JSON: structs and maps are objects, lists are arrays. */
final class ParquetJson {
  private ParquetJson() {}

  static String of(Object value) {
    JsonWriter out = new JsonWriter();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, JsonWriter out) {
    switch (value) {
      case null -> out.nul();
      case PqStruct struct -> writeStruct(struct, out);
      case PqMap map -> writeMap(map, out);
      case PqList list -> writeList(list, out);
      case Boolean bool -> out.bool(bool);
      case Number number -> writeNumber(number, out);
      case byte[] bytes -> out.string("\\x" + HexFormat.of().formatHex(bytes));
      default -> out.string(value.toString());
    }
  }

  private static void writeStruct(PqStruct struct, JsonWriter out) {
    out.beginObject();
    for (int i = 0; i < struct.getFieldCount(); i++) {
      out.name(struct.getFieldName(i));
      write(struct.isNull(i) ? null : struct.getValue(i), out);
    }
    out.endObject();
  }

  private static void writeMap(PqMap map, JsonWriter out) {
    out.beginObject();
    for (PqMap.Entry entry : map.getEntries()) {
      out.name(String.valueOf(entry.getKey()));
      write(entry.isValueNull() ? null : entry.getValue(), out);
    }
    out.endObject();
  }

  private static void writeList(PqList list, JsonWriter out) {
    out.beginArray();
    for (int i = 0; i < list.size(); i++) {
      write(list.isNull(i) ? null : list.get(i), out);
    }
    out.endArray();
  }

  /** What JSON has no number for is a string. */
  private static void writeNumber(Number number, JsonWriter out) {
    if (Double.isFinite(number.doubleValue())) {
      out.json(number.toString());
    } else {
      out.string(number.toString());
    }
  }
}

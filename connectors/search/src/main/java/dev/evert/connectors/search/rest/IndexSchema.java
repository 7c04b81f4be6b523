package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A view's columns as an index's fields, and a field of Evert's own in each document.
 *
 * <pre>
 *   _evert.key         the key's bytes, in Base64; not indexed
 *   _evert.position    of the event that made the row what it is; not indexed
 *   _evert.operation   that event's operation id, if it has one
 * </pre>
 */
final class IndexSchema {
  static final String OWN = "_evert";
  static final String KEY = "key";
  static final String POSITION = "position";
  static final String OPERATION = "operation";

  private static final String OWN_MAPPING =
      """
      {"properties":{"key":{"type":"binary"},\
      "position":{"type":"keyword","index":false,"doc_values":false},\
      "operation":{"type":"keyword"}}}\
      """;

  /** Names that the servers, or Evert, keep for themselves. */
  private static final Set<String> RESERVED =
      Set.of(
          OWN,
          "_id",
          "_index",
          "_source",
          "_type",
          "_routing",
          "_field_names",
          "_ignored",
          "_meta",
          "_size",
          "_doc_count",
          "_tier",
          "_version",
          "_seq_no",
          "_primary_term",
          "_nested_path",
          "_feature",
          "_data_stream_timestamp",
          "_tsid",
          "_parent",
          "_uid",
          "_all",
          "_timestamp",
          "_ttl",
          "_score");

  private IndexSchema() {}

  /**
   * Refuses columns that no field can be named as.
   *
   * @throws EvertException {@link ErrorCode#SINK_TYPE}
   */
  static void check(Schema schema) {
    for (Column column : schema.columns()) {
      String name = column.name();
      if (RESERVED.contains(name) || name.indexOf('.') >= 0 || name.isBlank()) {
        throw new EvertException(
            ErrorCode.SINK_TYPE,
            "column '" + name + "': no field of an index can have this name",
            "Give the column another name in the query: select … as other_name.");
      }
    }
  }

  /** The most fields that the mapping of so many columns has. */
  static int fields(int columns) {
    return 2 * columns + 8;
  }

  /** Writes the mapping of a new index. */
  static void write(Schema schema, String pipe, JsonWriter out) {
    out.beginObject().name("dynamic").string("strict");
    writeMeta(pipe, out);
    out.name("properties").beginObject().name(OWN).json(OWN_MAPPING);
    writeFields(schema, Map.of(), out);
    out.endObject().endObject();
  }

  /** Writes what an index with these fields lacks. */
  static void writeAdded(Schema schema, Map<String, String> there, String pipe, JsonWriter out) {
    out.beginObject();
    writeMeta(pipe, out);
    out.name("properties").beginObject();
    if (!there.containsKey(OWN)) {
      out.name(OWN).json(OWN_MAPPING);
    }
    writeFields(schema, there, out);
    out.endObject().endObject();
  }

  private static void writeMeta(String pipe, JsonWriter out) {
    out.name("_meta").beginObject().name("evert").beginObject();
    out.name("format").number(1).name("pipe").string(pipe);
    out.endObject().endObject();
  }

  private static void writeFields(Schema schema, Map<String, String> there, JsonWriter out) {
    for (Column column : schema.columns()) {
      if (!there.containsKey(column.name())) {
        out.name(column.name());
        FieldMapping.of(column.type()).write(out);
      }
    }
  }

  /** The fields of an index that can not hold the columns of the same name, in words. */
  static List<String> differences(Schema schema, Map<String, String> there) {
    List<String> differences = new ArrayList<>();
    for (Column column : schema.columns()) {
      String type = there.get(column.name());
      Set<String> fitting = FieldMapping.of(column.type()).fitting();
      if (type != null && !fitting.contains(type)) {
        String wanted = String.join(" or ", fitting.stream().sorted().toList());
        differences.add(
            "field "
                + column.name()
                + " is "
                + type
                + ", for "
                + column.type().sql()
                + " wanted "
                + wanted);
      }
    }
    return differences;
  }
}

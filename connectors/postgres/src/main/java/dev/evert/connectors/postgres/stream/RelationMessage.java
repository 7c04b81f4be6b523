package dev.evert.connectors.postgres.stream;

import dev.evert.spi.row.BigEndian;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stream says of a table before its first change, and again after each change of the table
 * itself.
 *
 * <pre>
 *   oid (int4)  schema (string, 0)  name (string, 0)  replica identity (1 byte)
 *   number of columns (int2)
 *   flags (1 byte: 1 part of the key)  name (string, 0)  type's oid (int4)  modifier (int4)
 * </pre>
 */
record RelationMessage(int oid, char identity, List<Column> columns) {

  /** A column as the stream sends it. */
  record Column(String name, boolean key, int typeOid, int modifier) {}

  RelationMessage {
    columns = List.copyOf(columns);
  }

  /** Reads the message's part after its type, and its transaction in a streamed one. */
  static RelationMessage read(byte[] bytes, int from) {
    int oid = BigEndian.getInt(bytes, from);
    int at = end(bytes, end(bytes, from + 4));
    char identity = (char) bytes[at];
    int count = BigEndian.getShort(bytes, at + 1) & 0xFFFF;
    at += 3;
    List<Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int next = end(bytes, at + 1);
      String name = new String(bytes, at + 1, next - 1 - (at + 1), StandardCharsets.UTF_8);
      boolean key = (bytes[at] & 1) != 0;
      int type = BigEndian.getInt(bytes, next);
      columns.add(new Column(name, key, type, BigEndian.getInt(bytes, next + 4)));
      at = next + 8;
    }
    return new RelationMessage(oid, identity, columns);
  }

  private static int end(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] != 0) {
      at++;
    }
    return at + 1;
  }
}

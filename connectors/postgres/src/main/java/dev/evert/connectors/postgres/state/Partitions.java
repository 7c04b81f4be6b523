package dev.evert.connectors.postgres.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The partitions in which rows of partitioned tables are. Kept under the name {@code partitions}:
 *
 * <pre>
 *   version (1 byte, 1)  number (int4)
 *   [ table's number (int2)  oid (int4)  name (string)  file (int8) ]*
 * </pre>
 */
public record Partitions(List<Partition> list) {
  /** The entry's name. */
  public static final String NAME = "partitions";

  private static final byte VERSION = 1;

  public Partitions {
    list = List.copyOf(list);
  }

  /**
   * A partition.
   *
   * @param table the number of the source's table
   * @param file the number of the file that its rows are in; negative if it is empty
   */
  public record Partition(int table, int oid, String name, long file) {}

  /** Reads the entry; no partitions if there is none. */
  public static Partitions read(Map<String, byte[]> state) {
    byte[] bytes = state.get(NAME);
    if (bytes == null) {
      return new Partitions(List.of());
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version);
      }
      int count = in.readInt();
      List<Partition> list = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int table = in.readUnsignedShort();
        list.add(new Partition(table, in.readInt(), in.readUTF(), in.readLong()));
      }
      return new Partitions(list);
    } catch (IOException e) {
      throw new UncheckedIOException("the source's state 'partitions' can not be read", e);
    }
  }

  /** The entry's value. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(list.size());
      for (Partition partition : list) {
        out.writeShort(partition.table());
        out.writeInt(partition.oid());
        out.writeUTF(partition.name());
        out.writeLong(partition.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

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
import java.util.Optional;

/**
 * Where a source's changes come from. Kept under the name {@code origin}:
 *
 * <pre>
 *   version (1 byte, 1)  system identifier (string)  slot (string)  publication (string)
 *   number of tables (int2)  [ oid (int4)  name (string) ]*
 * </pre>
 *
 * @param system identifies the database cluster
 * @param tables the tables in their order
 */
public record Origin(String system, String slot, String publication, List<Table> tables) {
  /** The entry's name. */
  public static final String NAME = "origin";

  private static final byte VERSION = 1;

  public Origin {
    tables = List.copyOf(tables);
  }

  /** A table, which is another one when it has another number. */
  public record Table(int oid, String name) {}

  /** Reads the entry. */
  public static Optional<Origin> read(Map<String, byte[]> state) {
    byte[] bytes = state.get(NAME);
    if (bytes == null) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version);
      }
      String system = in.readUTF();
      String slot = in.readUTF();
      String publication = in.readUTF();
      int count = in.readUnsignedShort();
      List<Table> tables = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        tables.add(new Table(in.readInt(), in.readUTF()));
      }
      return Optional.of(new Origin(system, slot, publication, tables));
    } catch (IOException e) {
      throw new UncheckedIOException("the source's state 'origin' can not be read", e);
    }
  }

  /** The entry's value. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(system);
      out.writeUTF(slot);
      out.writeUTF(publication);
      out.writeShort(tables.size());
      for (Table table : tables) {
        out.writeInt(table.oid());
        out.writeUTF(table.name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

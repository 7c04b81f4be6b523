package dev.evert.connectors.postgres.type;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.spi.type.Type;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Finds out what a server's types are. One thread at a time, like the connection that it asks. */
public final class TypeCatalog {
  private static final String QUERY =
      """
      select t.typtype, t.typsend = 'array_send'::regproc as is_array, t.typelem, t.typbasetype,
        t.typtypmod, t.typname, format_type(t.oid, null) as name,
        (select array_agg(e.enumlabel::text order by e.enumsortorder)
         from pg_enum e where e.enumtypid = t.oid) as labels
      from pg_type t where t.oid = ?\
      """;

  private final Link link;

  /** Asks this connection. */
  public TypeCatalog(Link link) {
    this.link = link;
  }

  /**
   * The mapping of a type.
   *
   * @param modifier as in {@code pg_attribute.atttypmod}
   */
  public TypeMapping find(int oid, int modifier) throws SQLException {
    var builtIn = BuiltInTypes.of(oid, modifier);
    if (builtIn.isPresent()) {
      return builtIn.get();
    }
    try (PreparedStatement statement = link.connection().prepareStatement(QUERY)) {
      statement.setLong(1, oid & 0xFFFF_FFFFL);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return TypeMapping.ofText(new Type.Other("oid " + Integer.toUnsignedString(oid)));
        }
        return read(row, modifier);
      }
    }
  }

  private TypeMapping read(ResultSet row, int modifier) throws SQLException {
    String name = row.getString("name");
    int element = (int) row.getLong("typelem");
    if (row.getBoolean("is_array") && element != 0) {
      return array(element, modifier, name);
    }
    return switch (row.getString("typtype")) {
      case "d" -> domain(name, (int) row.getLong("typbasetype"), row.getInt("typtypmod"));
      case "e" -> TypeMapping.of(new Type.Enumeration(name, labels(row)), BinaryField.string());
      default -> other(row.getString("typname"), name);
    };
  }

  /** Case-insensitive text comes from an extension, and is sent as text is. */
  private static TypeMapping other(String bareName, String name) {
    Type type = new Type.Other(name);
    return bareName.equals("citext")
        ? TypeMapping.of(type, BinaryField.string())
        : TypeMapping.ofText(type);
  }

  private TypeMapping array(int element, int modifier, String name) throws SQLException {
    TypeMapping mapping = find(element, modifier);
    boolean nested = mapping.type().base() instanceof Type.Array;
    return nested ? TypeMapping.ofText(new Type.Other(name)) : mapping.array();
  }

  private TypeMapping domain(String name, int base, int modifier) throws SQLException {
    return find(base, modifier).domain(name);
  }

  private static List<String> labels(ResultSet row) throws SQLException {
    Array labels = row.getArray("labels");
    return labels == null ? List.of() : Arrays.asList((String[]) labels.getArray());
  }
}

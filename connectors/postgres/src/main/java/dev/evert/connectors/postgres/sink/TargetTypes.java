package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.spi.type.Type;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Chooses the types of a target's columns. A type that only the view's source has becomes what it
 * is based on, or text; one that the target's database knows by the same name is used.
 */
final class TargetTypes {
  private final Link link;

  TargetTypes(Link link) {
    this.link = link;
  }

  /**
   * The type of a column.
   *
   * @param inKey whether the column is part of the key: then values that the view tells apart must
   *     not be equal in the target
   */
  String choose(Type type, boolean inKey) throws SQLException {
    return switch (type) {
      case Type.Simple simple -> inKey && simple == Type.Simple.JSONB ? "text" : simple.sql();
      case Type.Numeric _, Type.Text _, Type.Char _ -> type.sql();
      case Type.Enumeration labels -> inKey ? "text" : enumeration(labels);
      case Type.Domain domain -> domain(domain, inKey);
      case Type.Other(String name) -> inKey ? "text" : known(name).orElse("text");
      case Type.Row _ -> "text";
      case Type.Array(Type element) -> array(element, inKey);
    };
  }

  private String array(Type element, boolean inKey) throws SQLException {
    boolean nested = element.base() instanceof Type.Array;
    return nested ? "text" : choose(element, inKey) + "[]";
  }

  private Optional<String> known(String name) throws SQLException {
    return link.query("select format_type(to_regtype(" + Sql.string(name) + "), null)");
  }

  private String enumeration(Type.Enumeration type) throws SQLException {
    Optional<String> found = known(type.name());
    if (found.isEmpty()) {
      return "text";
    }
    StringBuilder labels = new StringBuilder();
    for (String label : type.labels()) {
      labels.append(labels.isEmpty() ? "" : ", ").append('(').append(Sql.string(label)).append(')');
    }
    String missing =
        "select 1 from (values "
            + labels
            + ") v (label) where not exists (select from pg_enum e where e.enumtypid = to_regtype("
            + Sql.string(type.name())
            + ") and e.enumlabel = v.label) limit 1";
    boolean fits = !type.labels().isEmpty() && link.query(missing).isEmpty();
    return fits ? found.get() : "text";
  }

  private String domain(Type.Domain type, boolean inKey) throws SQLException {
    String base = choose(type.of(), inKey);
    String query =
        "select format_type(t.oid, null) from pg_type t where t.oid = to_regtype("
            + Sql.string(type.name())
            + ") and t.typtype = 'd' and format_type(t.typbasetype, t.typtypmod) = "
            + Sql.string(base);
    return link.query(query).orElse(base);
  }
}

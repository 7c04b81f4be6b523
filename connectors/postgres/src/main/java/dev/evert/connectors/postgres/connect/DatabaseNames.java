package dev.evert.connectors.postgres.connect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The databases that a server has. */
final class DatabaseNames {
  private static final List<String> USUAL = List.of("postgres", "template1");

  private DatabaseNames() {}

  /** What may have been meant by a name that no database has; empty if nothing can be found out. */
  static String hint(Connector connector, ConnectionSettings settings) {
    for (String usual : USUAL) {
      try (Link link = connector.lookInto(usual)) {
        return CloseNames.hint(settings.database(), names(link));
      } catch (SQLException e) {
        // The next one, or no hint: what is reported is the first failure.
      }
    }
    return "";
  }

  private static List<String> names(Link link) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = link.connection().createStatement();
        ResultSet rows = statement.executeQuery("select datname from pg_database")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}

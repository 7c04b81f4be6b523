package dev.evert.shell.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evert.testing.server.PostgresServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows as text that can be compared wherever they were read from, by their column id. */
final class ResultRows {
  private static final int MOST_SHOWN = 100;

  private ResultRows() {}

  /** The rows of a query, each under the value of its column id. */
  static SortedMap<Long, String> of(PostgresServer server, String database, String sql)
      throws SQLException {
    TreeMap<Long, String> rows = new TreeMap<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        TreeMap<String, @Nullable String> row = new TreeMap<>();
        for (int i = 1; i <= columns; i++) {
          row.put(result.getMetaData().getColumnName(i), result.getString(i));
        }
        String before = rows.put(result.getLong("id"), text(row));
        if (before != null) {
          throw new AssertionError("twice in " + database + ": " + before + " and " + text(row));
        }
      }
    }
    return rows;
  }

  /** A row's text, from the text of its columns; documents leave out what is null. */
  static String text(SortedMap<String, @Nullable String> row) {
    return row.entrySet().stream()
        .filter(column -> column.getValue() != null)
        .map(column -> column.getKey() + "=" + value(column.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Numbers may be written in several ways; a long text is told by its hash. */
  private static String value(String text) {
    if (text.matches("-?\\d{1,20}(\\.\\d+)?")) {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
    return text.length() < MOST_SHOWN
        ? "'" + text + "'"
        : text.length() + " characters " + UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
  }

  /** What is missing, surplus or different, at most some of it; empty if nothing is. */
  static String difference(SortedMap<Long, String> expected, SortedMap<Long, String> found) {
    Stream<Long> ids =
        Stream.concat(expected.keySet().stream(), found.keySet().stream()).sorted().distinct();
    return ids.filter(id -> !expected.getOrDefault(id, "").equals(found.getOrDefault(id, "")))
        .limit(10)
        .map(id -> id + ": wanted " + expected.get(id) + "\n    found " + found.get(id))
        .collect(Collectors.joining("\n"));
  }
}

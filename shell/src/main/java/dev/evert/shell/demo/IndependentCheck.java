package dev.evert.shell.demo;

import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchHit;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks PostgreSQL itself for the pipe's query, and the index for all its rows, and compares them: a
 * check that uses nothing of what is checked.
 */
final class IndependentCheck {
  private static final String MARK = "Last Marker";

  private final DemoDatabase database;
  private final DemoIndex index;

  IndependentCheck(DemoDatabase database, DemoIndex index) {
    this.database = database;
    this.index = index;
  }

  /** What differs, in words; empty if nothing does. */
  String differences() throws SQLException, InterruptedException {
    // What is committed last is found last: then the index holds all that was committed before.
    database.execute("update product set product_name = '" + MARK + "' where product_id = 2");
    index.await("\"" + MARK + "\"", System.nanoTime(), result -> result.total() == 1);
    Map<String, String> wanted = wanted();
    Map<String, String> found = new HashMap<>();
    for (SearchHit hit : index.find("*:*", Search.MAX_LIMIT).hits()) {
      Map<String, String> row = DemoIndex.row(hit);
      found.put(row.get("product_id"), words(row));
    }
    return wanted.equals(found) ? "" : firstDifference(wanted, found);
  }

  private Map<String, String> wanted() throws SQLException {
    String sql =
        "with s as (table sale), p as (table product), c as (table product_class) " + Demo.QUERY;
    Map<String, String> rows = new HashMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), result.getString(i));
        }
        rows.put(row.get("product_id"), words(row));
      }
    }
    return rows;
  }

  private static String words(Map<String, String> row) {
    BigDecimal revenue = new BigDecimal(row.getOrDefault("revenue", "0"));
    return row.get("product_name")
        + " | "
        + row.get("brand_name")
        + " | "
        + row.get("product_category")
        + " | "
        + row.get("sales")
        + " | "
        + revenue.stripTrailingZeros().toPlainString();
  }

  private static String firstDifference(Map<String, String> wanted, Map<String, String> found) {
    for (Map.Entry<String, String> row : wanted.entrySet()) {
      String other = found.getOrDefault(row.getKey(), "nothing");
      if (!row.getValue().equals(other)) {
        return "product "
            + row.getKey()
            + ": PostgreSQL says "
            + row.getValue()
            + ", the index holds "
            + other;
      }
    }
    return found.size() - wanted.size() + " products in the index are not in PostgreSQL";
  }
}

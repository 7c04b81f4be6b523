package dev.evert.shell.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * The FoodMart data set: what an imaginary chain of supermarkets sold in two years. It comes as a
 * script of another database whose rows PostgreSQL can read as they are.
 */
final class Foodmart {
  private static final String SCRIPT = "/foodmart.script";
  private static final String PREFIX = "INSERT INTO \"";
  private static final int ROWS_PER_STATEMENT = 1000;

  /** The tables to fill, by the names in the script. */
  private static final Map<String, String> TARGETS =
      Map.of(
          "product_class",
          "product_class",
          "product",
          "product",
          "sales_fact_1997",
          "sale (product_id, time_id, customer_id, promotion_id, store_id, store_sales,"
              + " store_cost, unit_sales)",
          "sales_fact_1998",
          "sale (product_id, time_id, customer_id, promotion_id, store_id, store_sales,"
              + " store_cost, unit_sales)");

  private static final String[] TABLES = {
    """
    create table product_class (
      product_class_id integer primary key, product_subcategory text, product_category text,
      product_department text, product_family text)
    """,
    """
    create table product (
      product_class_id integer not null, product_id integer primary key, brand_name text,
      product_name text not null, sku bigint not null, srp numeric(10,4), gross_weight float8,
      net_weight float8, recyclable_package boolean, low_fat boolean, units_per_case smallint,
      cases_per_pallet smallint, shelf_width float8, shelf_height float8, shelf_depth float8)
    """,
    """
    create table sale (
      sale_id bigint generated always as identity primary key, product_id integer not null,
      time_id integer not null, customer_id integer not null, promotion_id integer not null,
      store_id integer not null, store_sales numeric(10,4) not null,
      store_cost numeric(10,4) not null, unit_sales numeric(10,4) not null)
    """
  };

  private final Statement statement;
  private final Map<String, StringBuilder> pending = new HashMap<>();
  private final Map<String, Integer> pendingRows = new HashMap<>();
  private long rows;

  private Foodmart(Statement statement) {
    this.statement = statement;
  }

  /** Makes and fills the tables; returns the number of rows. */
  static long load(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      long rows = new Foodmart(statement).read();
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("analyze");
      return rows;
    }
  }

  private long read() throws SQLException, IOException {
    try (InputStream script = Foodmart.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new NoClassDefFoundError("foodmart.script");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(PREFIX)) {
          add(line);
        }
      }
    }
    for (String table : pending.keySet()) {
      flush(table);
    }
    return rows;
  }

  /** Takes a line such as {@code INSERT INTO "product" VALUES(1,'Nuts')}. */
  private void add(String line) throws SQLException {
    int end = line.indexOf('"', PREFIX.length());
    String table = line.substring(PREFIX.length(), end);
    if (!TARGETS.containsKey(table)) {
      return;
    }
    StringBuilder values = pending.computeIfAbsent(table, _ -> new StringBuilder());
    values.append(values.isEmpty() ? "" : ",").append(line, line.indexOf('(', end), line.length());
    if (pendingRows.merge(table, 1, Integer::sum) == ROWS_PER_STATEMENT) {
      flush(table);
    }
  }

  private void flush(String table) throws SQLException {
    StringBuilder values = pending.getOrDefault(table, new StringBuilder());
    if (!values.isEmpty()) {
      rows += statement.executeUpdate("insert into " + TARGETS.get(table) + " values " + values);
      values.setLength(0);
      pendingRows.put(table, 0);
    }
  }
}

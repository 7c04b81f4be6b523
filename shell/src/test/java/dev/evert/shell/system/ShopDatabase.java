package dev.evert.shell.system;

import dev.evert.testing.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;

/** A source: orders and customers in a PostgreSQL database of their own. */
final class ShopDatabase {
  private final PostgresServer server;
  private final String name;
  private final int customers;
  private final int orders;
  private final int hashes;

  /**
   * Makes the tables with so many rows; some notes are so long that they are stored out of line.
   */
  ShopDatabase(PostgresServer server, int customers, int orders) throws SQLException {
    this(server, customers, orders, 100);
  }

  /**
   * Makes the tables with so many rows.
   *
   * @param hashes how many hashes, of 32 characters each, a long note consists of
   */
  ShopDatabase(PostgresServer server, int customers, int orders, int hashes) throws SQLException {
    this.server = server;
    this.hashes = hashes;
    this.customers = customers;
    this.orders = orders;
    name = server.createDatabase();
    server.execute(
        name,
        "create table customers (id int primary key, name text not null, city text)",
        "create table orders (id int primary key, customer int not null,"
            + " total numeric(10,2), note text)",
        "insert into customers select i, 'Käufer ' || i, 'city ' || i % 50"
            + " from generate_series(1, "
            + customers
            + ") i",
        "insert into orders " + ordersFrom(1, orders),
        // Transactions of more than this come in pieces, before they are committed.
        "alter database " + name + " set logical_decoding_work_mem = '64kB'");
  }

  String name() {
    return name;
  }

  PostgresServer server() {
    return server;
  }

  /** How many customers there are at the start, with the ids 1, 2, … */
  int customers() {
    return customers;
  }

  /** How many orders there are at the start, with the ids 1, 2, … */
  int orders() {
    return orders;
  }

  /**
   * A query for a long note, which can hardly be compressed.
   *
   * @param text of which a hash is taken for each number j
   */
  String longNote(String text) {
    return "(select string_agg(md5(%s), '') from generate_series(1, %d) j)".formatted(text, hashes);
  }

  /** A query for new orders; one of 100 has a long note. */
  String ordersFrom(int from, int to) {
    return "select i, i % 9973 * 7919 % "
        + customers
        + " + 1, i % 10000 / 8.0, case when i % 100 = 0 then "
        + longNote("i || '-' || j")
        + " when i % 7 = 0 then null"
        + " else repeat('note ' || i || ' ', i % 9) end from generate_series("
        + from
        + ", "
        + to
        + ") i";
  }

  /**
   * The first part of a pipe: both tables, as o and c.
   *
   * @param chunkPages how many pages are copied at once
   */
  String inputs(int chunkPages) {
    String options = "?chunk=" + chunkPages;
    return "(" + uri("orders") + options + " as o, " + uri("customers") + options + " as c)";
  }

  /** A table of the shop. */
  String uri(String table) {
    return uri(server, name, table);
  }

  static String uri(PostgresServer server, String database, String table) {
    return "postgres://"
        + PostgresServer.USER
        + "@127.0.0.1:"
        + server.port()
        + "/"
        + database
        + "/"
        + table;
  }

  /** What PostgreSQL itself answers to a pipe's query: its rows by their id. */
  SortedMap<Long, String> answer(String query) throws SQLException {
    String sql = "with o as (table orders), c as (table customers) " + query;
    return ResultRows.of(server, name, sql);
  }

  /** Looks what the server is doing. */
  Watch watch() throws SQLException {
    return new Watch(server.connect(name));
  }

  /** A connection that looks what the server is doing. */
  record Watch(Connection connection) implements AutoCloseable {
    /** Whether rows are being copied out of the database just now. */
    boolean isCopied() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet copies =
              statement.executeQuery(
                  "select 1 from pg_stat_progress_copy where datname = current_database()")) {
        return copies.next();
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}

package dev.evert.shell.errors;

import dev.evert.testing.server.PostgresServer;
import dev.evert.testing.server.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The database of the examples: {@code shop}, on a server that asks for passwords. */
final class ExampleShop implements AutoCloseable {
  private static final String DATABASE = "shop";
  private static final List<String> USERS = List.of("app", "reader", "guest", "clerk");

  private final PostgresServer server;

  private ExampleShop(PostgresServer server) {
    this.server = server;
  }

  /** Starts the server; {@code app} owns the tables and may replicate. */
  static ExampleShop open(PostgresSettings settings) throws SQLException, IOException {
    PostgresServer server = PostgresServer.start(settings);
    for (String user : USERS) {
      server.execute(PostgresServer.USER, "create role " + user + " login password 'secret'");
    }
    server.execute(
        PostgresServer.USER,
        "alter role app replication",
        "alter role clerk replication",
        "create database shop owner app");
    askForPasswords(server);
    ExampleShop shop = new ExampleShop(server);
    shop.execute(
        "set role app",
        "create table orders (id int primary key, customer text, total numeric(10,2))",
        "insert into orders select i, 'customer ' || i % 9, i / 4.0 from generate_series(1, 99) i",
        "create table visits (customer text, page text)",
        "grant select on orders to reader, clerk",
        "create table report (id int primary key, total text)");
    return shop;
  }

  private static void askForPasswords(PostgresServer server) throws IOException, SQLException {
    Path rules = server.data().resolve("pg_hba.conf");
    String users = String.join(",", USERS);
    Files.writeString(
        rules,
        "host all %1$s 127.0.0.1/32 scram-sha-256%nhost all %1$s ::1/128 scram-sha-256%n%2$s"
            .formatted(users, Files.readString(rules)));
    server.execute(PostgresServer.USER, "select pg_reload_conf()");
  }

  /** Runs statements as the superuser. */
  void execute(String... statements) throws SQLException {
    try (var connection = server.connect(DATABASE);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}

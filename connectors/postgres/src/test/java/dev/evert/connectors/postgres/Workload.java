package dev.evert.connectors.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * Random transactions on a table {@code (id int [primary key], v int, note text, big text)}, whose
 * column {@code big} is kept apart from its row and mostly left unchanged.
 */
final class Workload {
  private static final int IDS = 600;

  private final Random random;
  private final String table;

  Workload(Random random, String table) {
    this.random = random;
    this.table = table;
  }

  static String[] creation(String table, boolean keyed) {
    return new String[] {
      "create table %s (id int%s, v int, note text, big text)"
          .formatted(table, keyed ? " primary key" : ""),
      "alter table %s alter big set storage external".formatted(table),
      keyed ? "select 1" : "alter table %s replica identity full".formatted(table),
      "insert into %s select i, 0, repeat('n', 300), repeat(md5(i::text), 80)".formatted(table)
          + " from generate_series(1, 400) i"
    };
  }

  /** Runs so many transactions, some of which are rolled back. */
  void run(Database database, int transactions) throws SQLException {
    try (Connection connection = database.server().connect(database.name());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < transactions; i++) {
        for (int j = random.nextInt(1, 5); j > 0; j--) {
          step(statement);
        }
        if (random.nextInt(10) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
  }

  private void step(Statement statement) throws SQLException {
    int id = random.nextInt(1, IDS);
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> update(statement, "v = v + 1", id);
      case 3 -> update(statement, "note = repeat('m', 100 + " + random.nextInt(500) + ")", id);
      case 4 -> update(statement, "big = repeat('" + random.nextInt(1000) + "', 900)", id);
      case 5, 6 -> {
        int to = random.nextInt(1, IDS);
        statement.execute("delete from %s where id = %d".formatted(table, to));
        update(statement, "id = " + to, id);
      }
      case 7, 8 -> statement.execute("delete from %s where id = %d".formatted(table, id));
      case 9, 10 -> insert(statement, id);
      default -> {
        statement.execute("savepoint s");
        insert(statement, id);
        update(statement, "v = -1", random.nextInt(1, IDS));
        statement.execute(random.nextBoolean() ? "rollback to savepoint s" : "release savepoint s");
      }
    }
  }

  private void update(Statement statement, String change, int id) throws SQLException {
    statement.execute("update %s set %s where id = %d".formatted(table, change, id));
  }

  private void insert(Statement statement, int id) throws SQLException {
    statement.execute("delete from %s where id = %d".formatted(table, id));
    statement.execute(
        "insert into %s values (%d, %d, 'new', repeat('%d', 2500))"
            .formatted(table, id, random.nextInt(1000), id));
  }
}

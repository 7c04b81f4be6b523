package dev.evert.connectors.postgres;

import dev.evert.spi.Surroundings;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SourceContract;
import dev.evert.testing.server.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** The contract on a table whose values come in binary. */
class PostgresSourceContractTest extends SourceContract {
  private static final PostgresServer SERVER = PostgresServer.shared();

  private String database = "";

  Map<String, List<String>> types() {
    return TypedTable.KNOWN;
  }

  String key() {
    return ", primary key (id)";
  }

  @Override
  protected void create(int rows) throws Exception {
    database = SERVER.createDatabase();
    SERVER.execute(database, TypedTable.TYPES.toArray(String[]::new));
    SERVER.execute(database, TypedTable.create("items", types(), key()));
    if (key().isEmpty()) {
      SERVER.execute(database, "alter table items replica identity full");
    }
    try (Connection connection = SERVER.connect(database);
        Statement statement = connection.createStatement()) {
      TypedTable.insert(statement, "items", types(), 0, rows, new Random(rows));
    }
  }

  @AfterEach
  @Override
  protected void remove() throws Exception {
    if (!database.isEmpty()) {
      SERVER.dropDatabase(database);
    }
  }

  @Override
  protected Source open(Surroundings surroundings) {
    String uri = "postgres://postgres@127.0.0.1:" + SERVER.port() + "/" + name() + "/items";
    return new PostgresSourceFactory().open(List.of(StoreUri.parse(uri)), surroundings);
  }

  private String name() {
    return database.isEmpty() ? "postgres" : database;
  }

  @Override
  protected List<byte[]> rows(Schema schema) throws Exception {
    return TypedTable.rows(SERVER, database, "items", schema);
  }

  @Override
  protected void change(Random random) throws Exception {
    try (Connection connection = SERVER.connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 6; i++) {
        int id = 1000 + random.nextInt(1_000_000);
        statement.execute("delete from items where id = " + id);
        TypedTable.insert(statement, "items", types(), id, id + 1, random);
        int other = random.nextInt(500);
        statement.execute("update items set c1 = c1 where id = " + other);
        statement.execute("delete from items where id = " + random.nextInt(500));
        statement.execute("update items set id = -id - 1 where id = " + random.nextInt(500));
        if (random.nextInt(4) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
  }

  @Override
  protected boolean dropped() throws Exception {
    String slots = "select count(*) from pg_replication_slots where database = '" + database + "'";
    String publications = "select count(*) from pg_publication";
    return SERVER.query(database, slots).orElseThrow().equals("0")
        && SERVER.query(database, publications).orElseThrow().equals("0");
  }
}

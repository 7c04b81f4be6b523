package dev.evert.shell.system;

import dev.evert.testing.Seed;
import dev.evert.testing.opensearch.OpenSearchServer;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly once: processes that run a pipe are killed at random moments while the source goes on
 * changing, and started again. Whenever the source is at rest, the sink must be what PostgreSQL
 * itself answers to the pipe's query.
 */
final class CrashIT {
  private static final String JOIN =
      "select o.id, o.customer, o.total, o.note, c.name, c.city"
          + " from o left join c on o.customer = c.id";
  private static final String AGGREGATE =
      "select c.id, c.name, count(*) as orders, sum(o.total) as spent, max(o.total) as most"
          + " from o join c on o.customer = c.id group by c.id, c.name";
  private static final int NIGHTLY = Boolean.getBoolean("evert.nightly") ? 10 : 1;

  @TempDir Path directory;

  private final Random random = Seed.random("CrashIT");

  @Test
  void postgresToPostgres() throws Exception {
    PostgresServer server = PostgresServer.shared();
    ShopDatabase shop = new ShopDatabase(server, 2_000, 40_000);
    derive(shop, JOIN, new FilledStore.Table(server, server.createDatabase(), "shown"), 5);
  }

  @Test
  void postgresToLucene() throws Exception {
    ShopDatabase shop = new ShopDatabase(PostgresServer.shared(), 5_000, 50_000);
    String index = "lucene:" + directory.resolve("index");
    derive(shop, AGGREGATE, new FilledStore.Index(index, directory), 6);
  }

  @Test
  void postgresToOpenSearch() throws Exception {
    try (OpenSearchServer server = OpenSearchServer.start(directory.resolve("server"), 0)) {
      ShopDatabase shop = new ShopDatabase(PostgresServer.shared(), 1_000, 10_000);
      String index = "opensearch://" + server.uri().getAuthority() + "/orders";
      derive(shop, JOIN, new FilledStore.Index(index, directory), 5);
    }
  }

  private void derive(ShopDatabase shop, String query, FilledStore store, int kills)
      throws Exception {
    String text = shop.inputs(8) + " | " + query + " | " + store.uri();
    new CrashTrial(CrashTrial.command(directory, text), shop, query, store, 4)
        .survive(kills * NIGHTLY, new Traffic(shop, random), random);
  }

  /**
   * The view's columns are those of the table, which get more: views follow on each other. Without
   * values that are stored out of line: decoding these beside added columns, PostgreSQL 18.6 at
   * times overwrites memory of its own ("pfree called with invalid pointer"), for whoever reads the
   * slot.
   */
  @Test
  void columnsThatAreAdded() throws Exception {
    PostgresServer server = PostgresServer.shared();
    ShopDatabase shop = new ShopDatabase(server, 1, 20_000, 10);
    FilledStore store = new FilledStore.Table(server, server.createDatabase(), "orders");
    String text = shop.uri("orders") + "?chunk=8 | " + store.uri();
    new CrashTrial(CrashTrial.command(directory, text), shop, "select * from o", store, 3)
        .survive(4 * NIGHTLY, new Traffic(shop, random).addingColumns(2 * NIGHTLY), random);
  }

  /** The program dies by itself too; columns that it does not pass on come meanwhile. */
  @Test
  void aProgramInThePipe() throws Exception {
    PostgresServer server = PostgresServer.shared();
    ShopDatabase shop = new ShopDatabase(server, 1, 20_000, 10);
    FilledStore store = new FilledStore.Table(server, server.createDatabase(), "passed");
    String program = PassingProgram.stage("id int primary key, total numeric(10,2), note text");
    String text = shop.uri("orders") + "?chunk=8 | " + program + " | " + store.uri();
    String query = "select id, total, note from o";
    new CrashTrial(CrashTrial.command(directory, text), shop, query, store, 5)
        .survive(4 * NIGHTLY, new Traffic(shop, random).addingColumns(NIGHTLY), random);
  }
}

package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.audit.Comparison;
import dev.evert.engine.audit.PipeAudit;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe from a real PostgreSQL into a Lucene index, in this process. */
final class PipeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String QUERY =
      "select c.id, c.name, count(*) as orders, sum(o.total) as spent"
          + " from o join c on o.customer = c.id group by c.id, c.name";

  @TempDir Path directory;
  private PostgresServer server;
  private String database;

  @BeforeEach
  void createTables() throws SQLException {
    server = PostgresServer.shared();
    database = server.createDatabase();
    server.execute(
        database,
        "create table customers (id int primary key, name text not null)",
        "create table orders (id int primary key, customer int not null, total numeric(10,2))",
        "insert into customers select i, 'customer ' || i from generate_series(1, 100) i",
        "insert into orders select i, i % 100 + 1, i / 10.0 from generate_series(1, 10000) i");
  }

  @Test
  void aJoinWithAnAggregateStaysCurrentAndGoesOnAfterAStop() throws Exception {
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition());
      await(pipe, () -> pipe.view().output().rowCount() == 100);
      server.execute(database, "update customers set name = 'Zoë' where id = 7");
      server.execute(database, "delete from orders where customer = 8");
      await(pipe, () -> pipe.view().output().rowCount() == 99);
      assertAgrees(pipe);
    }
    server.execute(database, "insert into orders values (20000, 8, 12.50)");
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition());
      await(pipe, () -> pipe.view().output().rowCount() == 100);
      assertAgrees(pipe);
    }
  }

  private Engine open() {
    return Engine.open(EngineOptions.in(directory.resolve("data")), Connectors.installed());
  }

  private PipeDefinition definition() {
    return new PipeDefinition(
        "customers_spent",
        List.of(
            new PipeDefinition.Input("o", table("orders")),
            new PipeDefinition.Input("c", table("customers"))),
        List.of(QUERY),
        List.of(StoreUri.parse("lucene://" + directory.resolve("index"))));
  }

  private StoreUri table(String name) {
    return StoreUri.parse(
        "postgres://"
            + PostgresServer.USER
            + "@localhost:"
            + server.port()
            + "/"
            + database
            + "/"
            + name);
  }

  private static void await(Pipe pipe, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      assertThat(pipe.failures()).isEmpty();
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(condition.getAsBoolean()).as(pipe.status().toString()).isTrue();
  }

  private void assertAgrees(Pipe pipe) throws InterruptedException {
    List<Comparison> comparisons =
        new PipeAudit(pipe, directory.resolve("audit"), PATIENCE, false).run();
    assertThat(comparisons).hasSize(4).allMatch(Comparison::agrees);
  }
}

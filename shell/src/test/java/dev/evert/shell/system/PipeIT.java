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
import java.util.concurrent.CompletableFuture;
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

  @Test
  void aNewColumnFlowsOn() throws Exception {
    PipeDefinition definition = copyOfOrders();
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition);
      await(pipe, () -> holdsAll(pipe) && pipe.view().output().rowCount() == 10_000);
      CompletableFuture<Void> never = pipe.view().holdAt(() -> false, () -> {});
      server.execute(
          database,
          "alter table orders add column note text default 'none'",
          "insert into orders values (20000, 8, 12.50, 'new')");
      await(pipe, () -> pipe.view().output().schema().indexOf("note") == 3);
      await(pipe, () -> pipe.view().output().rowCount() == 10_001 && holdsAll(pipe));
      assertThat(never).isCompletedExceptionally();
      assertAgrees(pipe, 3);
    }
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition);
      server.execute(database, "update orders set note = 'changed' where id = 20000");
      await(pipe, () -> pipe.view().epochs() > 0 && holdsAll(pipe));
      assertAgrees(pipe, 3);
    }
  }

  @Test
  void aChangedColumnParksThePipeUntilItIsTakenAnew() throws Exception {
    PipeDefinition definition = copyOfOrders();
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition);
      await(pipe, () -> pipe.view().output().rowCount() == 10_000 && holdsAll(pipe));
      server.execute(
          database, "alter table orders drop column total", "insert into orders values (20000, 8)");
      awaitParked(pipe);
      assertThat(pipe.failures().getFirst().message()).contains("orders").contains("total");
    }
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition, true);
      await(pipe, () -> pipe.view().output().rowCount() == 10_001 && holdsAll(pipe));
      assertAgrees(pipe, 3);
    }
  }

  @Test
  void wordsAndRowsAreCopiedIntoATableOfTheirTypes() throws Exception {
    server.execute(
        database,
        "create type place as (street text, number int)",
        "create table docs (id int primary key, body text, home place,"
            + " words tsvector generated always as (to_tsvector('english', body)) stored)",
        "insert into docs select i, 'The ' || i || ' quick foxes jumped', row('s ' || i, i)::place"
            + " from generate_series(1, 100) i",
        "insert into docs values (0, null, null), (101, '', '(,)')");
    String query =
        "select id, words, to_tsvector('english', body) as own, home, words @@ 'jump & 7' as found"
            + " from d";
    PipeDefinition definition =
        new PipeDefinition(
            "docs_copy",
            List.of(new PipeDefinition.Input("d", table("docs"))),
            List.of(query),
            List.of(table("copy")));
    try (Engine engine = open()) {
      Pipe pipe = engine.start(definition);
      await(pipe, () -> pipe.view().output().rowCount() == 102 && holdsAll(pipe));
      server.execute(database, "update docs set body = 'Jumping over 7 dogs' where id = 3");
      server.execute(database, "delete from docs where id = 4");
      await(pipe, () -> pipe.view().output().rowCount() == 101 && holdsAll(pipe));
      assertAgrees(pipe, 3);
    }
    String differing =
        "select count(*) from copy c full join docs d using (id) where c.words is distinct from"
            + " d.words or c.own is distinct from d.words or c.home::text is distinct from"
            + " d.home::text or c.found is distinct from (d.words @@ 'jump & 7'::tsquery)";
    assertThat(server.query(database, differing)).hasValue("0");
    assertThat(server.query(database, "select distinct pg_typeof(own) from copy"))
        .hasValue("tsvector");
  }

  private static boolean holdsAll(Pipe pipe) {
    return pipe.view().time() > 0
        && pipe.sinks().stream().allMatch(sink -> sink.holds(pipe.view().time()));
  }

  private PipeDefinition copyOfOrders() {
    return new PipeDefinition(
        "orders_copy",
        List.of(new PipeDefinition.Input("input", table("orders"))),
        List.of(),
        List.of(StoreUri.parse("lucene://" + directory.resolve("orders"))));
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

  private static void awaitParked(Pipe pipe) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (pipe.failures().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(pipe.failures()).isNotEmpty();
  }

  private void assertAgrees(Pipe pipe) throws InterruptedException {
    assertAgrees(pipe, 4);
  }

  private void assertAgrees(Pipe pipe, int comparisons) throws InterruptedException {
    List<Comparison> found = new PipeAudit(pipe, directory.resolve("audit"), PATIENCE, false).run();
    assertThat(found).hasSize(comparisons).allMatch(Comparison::agrees);
  }
}

package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.spi.error.EvertException;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sinks of one view, one of which is held: the other gets every change as it comes, and the
 * held one gets all of them when it is let go.
 */
final class IsolationIT {
  private static final String QUERY =
      "select c.id, c.name, count(*) as orders, sum(o.total) as spent"
          + " from o join c on o.customer = c.id group by c.id, c.name";
  private static final String TABLE = "spent";
  private static final int ROUNDS = Boolean.getBoolean("evert.nightly") ? 600 : 12;
  private static final int CHANGES_OF_A_ROUND = 50;

  @TempDir Path directory;
  private ShopDatabase shop;

  @BeforeEach
  void makeShop() throws SQLException {
    shop = new ShopDatabase(PostgresServer.shared(), 500, 5_000);
  }

  @Test
  void aSinkWhoseTableIsLocked() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String database = server.createDatabase();
    hold(
        new FilledStore.Table(server, database, TABLE),
        () -> {
          Connection connection = server.connect(database);
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + TABLE + " in access exclusive mode");
          }
          return connection;
        });
  }

  @Test
  void aSinkWhoseServerStandsStill() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      String database = server.createDatabase();
      hold(
          new FilledStore.Table(server, database, TABLE),
          () -> {
            signal("STOP", server);
            return () -> signal("CONT", server);
          });
    }
  }

  /** Holds a store until what it returns is closed. */
  @FunctionalInterface
  private interface Holding {
    AutoCloseable begin() throws Exception;
  }

  private void hold(FilledStore.Table held, Holding holding) throws Exception {
    var free = new FilledStore.Index("lucene:" + directory.resolve("index"), directory);
    String text = shop.inputs(8) + " | " + QUERY + " | tee(" + held.uri() + ", " + free.uri() + ")";
    var command =
        new PipeProcess.Command(directory.resolve("home"), "isolated", text, List.of("-Xmx256m"));
    try (PipeProcess process = command.run("--checkpoint", "500ms")) {
      process.awaitRunning();
      awaitEqual(process, held);
      awaitEqual(process, free);
      try (AutoCloseable _ = holding.begin()) {
        changeWhileHeld(process, free);
      }
      awaitEqual(process, held);
      assertThat(process.verify())
          .hasSize(5)
          .allMatch(verdict -> verdict.skipped().isEmpty() && !verdict.differs());
      awaitEqual(process, free);
      assertThat(process.stop()).isZero();
    }
  }

  /** What the free sink lacks does not grow with what the held one lacks. */
  private void changeWhileHeld(PipeProcess process, FilledStore free) throws Exception {
    List<String> frontiers = new ArrayList<>();
    long behind = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      change(round);
      awaitEqual(process, free);
      SinkStatus held = process.check().orElseThrow().sinks().getFirst();
      assertThat(held.behind()).isGreaterThan(behind);
      behind = held.behind();
      frontiers.add(held.frontier());
    }
    assertThat(frontiers).as("the held sink stays where it is").containsOnly(frontiers.getFirst());
  }

  private void change(int round) throws SQLException {
    int from = round * CHANGES_OF_A_ROUND % shop.orders();
    shop.server()
        .execute(
            shop.name(),
            "update orders set total = total + 1 where id between "
                + from
                + " and "
                + (from + CHANGES_OF_A_ROUND),
            "update customers set name = 'round " + round + "' where id = " + round % 500);
  }

  /** Waits until a store holds what the source does. */
  private void awaitEqual(PipeProcess process, FilledStore store) throws SQLException {
    SortedMap<Long, String> expected = shop.answer(QUERY);
    process.await(
        store.uri() + " is what the source is",
        _ -> ResultRows.difference(expected, rows(store)).isEmpty());
  }

  /** What a store holds; nothing if it is not there yet, or changes while it is looked at. */
  private SortedMap<Long, String> rows(FilledStore store) {
    try {
      return store.rows(shop.orders());
    } catch (SQLException | EvertException | AssertionError e) {
      return new TreeMap<>();
    }
  }

  private static void signal(String signal, PostgresServer server) throws Exception {
    List<String> words = new ArrayList<>(List.of("kill", "-" + signal));
    Path file = server.data().resolve("postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip())).orElseThrow();
    words.add(Long.toString(postmaster.pid()));
    postmaster.descendants().forEach(child -> words.add(Long.toString(child.pid())));
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }
}

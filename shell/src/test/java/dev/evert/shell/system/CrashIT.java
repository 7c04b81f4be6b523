package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.journal.JournalVerification;
import dev.evert.shell.session.Verdict;
import dev.evert.testing.Seed;
import dev.evert.testing.opensearch.OpenSearchServer;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
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

  private static final boolean NIGHTLY = Boolean.getBoolean("evert.nightly");
  private static final int KILLS_BETWEEN_LOOKS = 4;
  private static final List<String> JAVA = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

  @TempDir Path directory;

  private final Random random = Seed.random("CrashIT");

  @Test
  void postgresToPostgres() throws Exception {
    PostgresServer server = PostgresServer.shared();
    ShopDatabase shop = new ShopDatabase(server, 2_000, 40_000);
    FilledStore store = new FilledStore.Table(server, server.createDatabase(), "orders_shown");
    survive(shop, JOIN, store, NIGHTLY ? 70 : 7);
  }

  @Test
  void postgresToLucene() throws Exception {
    ShopDatabase shop = new ShopDatabase(PostgresServer.shared(), 5_000, 50_000);
    String index = "lucene:" + directory.resolve("index");
    survive(shop, AGGREGATE, new FilledStore.Index(index, directory), NIGHTLY ? 70 : 7);
  }

  @Test
  void postgresToOpenSearch() throws Exception {
    try (OpenSearchServer server = OpenSearchServer.start(directory.resolve("server"), 0)) {
      ShopDatabase shop = new ShopDatabase(PostgresServer.shared(), 1_000, 10_000);
      String index = "opensearch://" + server.uri().getAuthority() + "/orders";
      survive(shop, JOIN, new FilledStore.Index(index, directory), NIGHTLY ? 60 : 6);
    }
  }

  private void survive(ShopDatabase shop, String query, FilledStore store, int kills)
      throws Exception {
    String text = shop.inputs(8) + " | " + query + " | " + store.uri();
    PipeProcess.Command command =
        new PipeProcess.Command(directory.resolve("home"), "crashing", text, JAVA);
    try (Traffic traffic = new Traffic(shop, random)) {
      traffic.start();
      for (int kill = 1; kill <= kills; kill++) {
        Life life = life(kill);
        try (PipeProcess process = command.run(life.options())) {
          if (kill % KILLS_BETWEEN_LOOKS == 0) {
            traffic.pause();
            process.awaitRunning();
            look(process, shop, query, store, traffic.lastId());
            traffic.start();
          }
          life.end().await(process, command, shop, random);
          process.kill();
          System.out.println("kill " + kill + " " + life);
        }
      }
      traffic.pause();
      System.out.println(traffic.committed() + " transactions were committed meanwhile");
      finish(command, shop, query, store, traffic.lastId());
    }
  }

  /**
   * A process's life.
   *
   * @param anew whether all is copied anew
   */
  private record Life(KillMoment end, boolean anew) {
    String[] options() {
      Stream<String> options = Stream.of("--checkpoint", "300ms");
      Stream<String> more = anew ? Stream.of("--resnapshot") : Stream.of();
      return Stream.concat(options, more).toArray(String[]::new);
    }
  }

  private Life life(int kill) {
    if (kill <= 2 || random.nextInt(8) == 0) {
      return new Life(KillMoment.SNAPSHOT, kill > 2);
    }
    List<KillMoment> others =
        Stream.of(KillMoment.values()).filter(moment -> moment != KillMoment.SNAPSHOT).toList();
    return new Life(others.get(random.nextInt(others.size())), false);
  }

  /** Compares while the source is at rest. */
  private static void look(
      PipeProcess process, ShopDatabase shop, String query, FilledStore store, int lastId)
      throws Exception {
    List<Verdict> verdicts = process.verify();
    assertThat(verdicts)
        .hasSize(4)
        .allMatch(verdict -> verdict.skipped().isEmpty() && !verdict.differs());
    compare(shop, query, store, lastId);
  }

  private static void compare(ShopDatabase shop, String query, FilledStore store, int lastId)
      throws Exception {
    SortedMap<Long, String> expected = shop.answer(query);
    assertThat(expected).isNotEmpty();
    assertThat(ResultRows.difference(expected, store.rows(lastId))).isEmpty();
  }

  private static void finish(
      PipeProcess.Command command, ShopDatabase shop, String query, FilledStore store, int lastId)
      throws Exception {
    try (PipeProcess process = command.run()) {
      process.awaitRunning();
      look(process, shop, query, store, lastId);
      assertThat(process.stop()).isZero();
    }
    assertThat(command.verify()).as("evert verify").isZero();
    compare(shop, query, store, lastId);
    Path log = command.pipe().resolve("log");
    assertThat(JournalVerification.run(log, _ -> {}).problems()).isEmpty();
  }
}

package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A join with an aggregate over many more rows than the heap holds: the state goes to files, and
 * the result is right.
 */
final class MemoryIT {
  private static final String QUERY =
      "select c.id, c.name, count(*) as orders, sum(o.total) as spent, max(o.id) as last"
          + " from o join c on o.customer = c.id group by c.id, c.name";
  private static final boolean NIGHTLY = Boolean.getBoolean("evert.nightly");
  private static final int ROWS = NIGHTLY ? 5_000_000 : 300_000;
  private static final int HEAP_MEGABYTES = NIGHTLY ? 512 : 96;

  @TempDir Path directory;

  @Test
  void manyRowsInASmallHeap() throws Exception {
    PostgresServer server = PostgresServer.shared();
    ShopDatabase shop = new ShopDatabase(server, ROWS / 100, ROWS);
    FilledStore store = new FilledStore.Table(server, server.createDatabase(), "spent");
    String text = shop.inputs(4096) + " | " + QUERY + " | " + store.uri();
    List<String> java = List.of("-Xmx" + HEAP_MEGABYTES + "m");
    var command = new PipeProcess.Command(directory.resolve("home"), "large", text, java);
    long start = System.nanoTime();
    try (PipeProcess process = command.run()) {
      process.awaitRunning();
      tell("all rows are copied", start, process);
      server.execute(shop.name(), "update orders set total = total + 1 where id % 100 = 7");
      assertThat(process.verify())
          .hasSize(4)
          .allMatch(verdict -> verdict.skipped().isEmpty() && !verdict.differs());
      tell("source, view and sink agree", start, process);
      assertThat(process.stop()).isZero();
    }
    assertThat(ResultRows.difference(shop.answer(QUERY), store.rows(ROWS))).isEmpty();
  }

  private static void tell(String what, long start, PipeProcess process) throws Exception {
    System.out.printf(
        "MemoryIT: %,d rows, -Xmx%dm: %s after %.1f s, at most %,d MiB resident%n",
        ROWS,
        HEAP_MEGABYTES,
        what,
        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0,
        process.peakBytes() >> 20);
  }
}

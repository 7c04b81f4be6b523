package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Seeds;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Money only moves: whatever is derived of it through joins, aggregates and unions, its sum is 0 at
 * every position that can be read or is emitted, while transfers, corrections and new views come.
 */
final class ConsistencyTest {
  private static final int TRANSFERS = Integer.getInteger("evert.transfers", 1_000_000);

  private static final List<String> DEFINITIONS =
      List.of(
          "create table transfers (id int8 primary key, payer int, payee int, amount int8)",
          "create materialized view credits as"
              + " select payee as account, sum(amount) as s from transfers group by payee",
          "create materialized view debits as"
              + " select payer as account, sum(amount) as s from transfers group by payer",
          "create materialized view balances as"
              + " select coalesce(c.account, d.account) as account,"
              + " coalesce(c.s, 0) - coalesce(d.s, 0) as balance"
              + " from credits c full join debits d on c.account = d.account",
          "create materialized view total as select sum(balance) as s from balances",
          "create materialized view moved as select sum(s) as s from"
              + " (select s from credits union all select -s from debits) as both_sides");

  private static final String TOTAL = "select coalesce(sum(balance), 0) from balances";
  private static final String MOVED = "select coalesce(s, 0) from moved";
  private static final String ROWS =
      "select coalesce((select sum(s) from credits), 0) - coalesce(sum(amount), 0) from transfers";

  @TempDir Path directory;

  private volatile boolean done;

  @Test
  void theSumIsConstantAtEveryPosition() throws Exception {
    Random random = new Random(Seeds.seed("ConsistencyTest"));
    try (Opened open = new Opened(options(1 + random.nextInt(4)));
        ExecutorService readers = Executors.newFixedThreadPool(4)) {
      DEFINITIONS.forEach(open::run);
      List<Future<Long>> checks = new ArrayList<>();
      checks.add(readers.submit(whileRunning(() -> asks(open, TOTAL))));
      checks.add(readers.submit(whileRunning(() -> asks(open, MOVED))));
      checks.add(readers.submit(whileRunning(() -> asks(open, ROWS))));
      ViewOutput total = open.database().output("total");
      OutputReader emitted = total.reader("test", ViewOutput.BEGINNING, List.of());
      checks.add(readers.submit(whileRunning(() -> reads(emitted, total.schema()))));
      try {
        transfer(open, random);
      } finally {
        done = true;
      }
      for (Future<Long> check : checks) {
        assertThat(check.get()).isPositive();
      }
      assertThat(open.rows("select count(*) = (select count(*) from transfers) from transfers"))
          .containsExactly("t");
    }
  }

  private EngineOptions options(int workers) {
    System.out.println("with " + workers + " workers");
    return EngineOptions.in(directory)
        .withCheckpointInterval(Duration.ofMillis(50))
        .withThreading(new EngineOptions.Threading.OwnThreads(workers));
  }

  private void transfer(Opened open, Random random) throws Exception {
    Entry.Table table = open.database().catalog().table("transfers");
    Transfers transfers = new Transfers(open.log(), table, random);
    int left = TRANSFERS;
    int views = 0;
    while (left > 0) {
      int count = Math.min(left, 1 + random.nextInt(random.nextInt(10) == 0 ? 5000 : 200));
      Future<Long> appended = transfers.append(count);
      left -= count;
      if (random.nextInt(200) == 0 && views < 5) {
        appended.get();
        redefine(open, views++);
      }
    }
    open.run("insert into transfers values (-1, 1, 2, 10)");
  }

  /** A view comes on what is there, and one goes. */
  private static void redefine(Opened open, int number) {
    open.run(
        "create materialized view late"
            + number
            + " as select account, balance from balances where balance <> 0");
    assertThat(open.rows("select coalesce(sum(balance), 0) from late" + number))
        .containsExactly("0");
    open.run("drop materialized view late" + number);
  }

  private Callable<Long> whileRunning(Runnable check) {
    return () -> {
      long checks = 0;
      do {
        check.run();
        checks++;
      } while (!done);
      return checks;
    };
  }

  private static void asks(Opened open, String query) {
    assertThat(open.rows(query)).as(query).containsExactly("0");
  }

  /** All that is emitted for one position, applied, is a sum of 0 or nothing at all. */
  private static void reads(OutputReader reader, Schema schema) {
    long upTo = reader.available();
    if (upTo <= reader.frontier()) {
      Thread.onSpinWait();
      return;
    }
    try (ChangeCursor changes = reader.read(upTo)) {
      while (changes.next()) {
        if (changes.hasAfter()) {
          List<String> row =
              RowText.of(schema, changes.afterBytes(), changes.afterFrom(), changes.afterTo());
          assertThat(row.getFirst()).as("emitted at %s", upTo).isIn("0", null);
        }
      }
    }
    reader.advance(upTo);
  }
}

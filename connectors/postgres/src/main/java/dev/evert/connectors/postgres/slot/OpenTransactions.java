package dev.evert.connectors.postgres.slot;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells, while a slot is being made, which open transaction that has to wait for. */
final class OpenTransactions implements AutoCloseable {
  private static final long FIRST_MILLIS = 1000;
  private static final String OLDEST =
      """
      select format('process %s (%s) of user %s has a transaction open since %s',
        pid, application_name, usename, date_trunc('second', xact_start))
      from pg_stat_activity
      where backend_xid is not null and pid <> pg_backend_pid() order by xact_start limit 1\
      """;

  private final Connector connector;
  private final Consumer<String> told;
  private final CountDownLatch end = new CountDownLatch(1);

  private OpenTransactions(Connector connector, Consumer<String> told) {
    this.connector = connector;
    this.told = told;
  }

  /** Watches until it is closed. */
  static OpenTransactions watch(Connector connector, Consumer<String> told) {
    OpenTransactions watch = new OpenTransactions(connector, told);
    Thread.ofVirtual().name("postgres-open-transactions").start(watch::run);
    return watch;
  }

  private void run() {
    try {
      long waitMillis = FIRST_MILLIS;
      while (!end.await(waitMillis, TimeUnit.MILLISECONDS)) {
        tell();
        waitMillis = Math.min(4 * waitMillis, 60_000);
      }
    } catch (InterruptedException e) {
      // Nobody listens any more.
    }
  }

  private void tell() {
    try (Link link = connector.open()) {
      String oldest = link.query(OLDEST).orElse("PostgreSQL waits for transactions to end");
      told.accept("for a consistent moment: " + oldest);
    } catch (SQLException | EvertException e) {
      // Whoever makes the slot has the same server, and says what is wrong with it.
    }
  }

  @Override
  public void close() {
    end.countDown();
  }
}

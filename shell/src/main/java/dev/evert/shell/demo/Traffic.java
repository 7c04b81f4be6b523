package dev.evert.shell.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A shop that is open: random transactions, one after the other, on a thread of their own. */
final class Traffic implements AutoCloseable {
  private static final int PRODUCTS = 1560;
  private static final long SEED = 1997;

  private final Connection connection;
  private final Random random = new Random(SEED);
  private final AtomicLong transactions = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable SQLException failure;

  private Traffic(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().name("traffic").unstarted(this::run);
  }

  /** Opens the shop. */
  static Traffic start(DemoDatabase database) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    Traffic traffic = new Traffic(connection);
    traffic.thread.start();
    return traffic;
  }

  /** How many transactions were committed. */
  long transactions() {
    return transactions.get();
  }

  private void run() {
    try {
      while (!closing) {
        int kind = random.nextInt(100);
        if (kind < 70) {
          sell(1 + random.nextInt(5));
        } else if (kind < 90) {
          execute("update product set srp = srp + 0.01 where product_id = ?", anyProduct());
        } else {
          // The oldest sales of a product are taken back.
          execute(
              "delete from sale where sale_id in"
                  + " (select sale_id from sale where sale_id < ? + 500 order by 1 limit 2)",
              random.nextInt(10_000));
        }
        connection.commit();
        transactions.incrementAndGet();
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private int anyProduct() {
    return 1 + random.nextInt(PRODUCTS);
  }

  private void sell(int articles) throws SQLException {
    for (int i = 0; i < articles; i++) {
      execute(
          "insert into sale (product_id, time_id, customer_id, promotion_id, store_id, store_sales,"
              + " store_cost, unit_sales) values (?, 1100, 1, 0, 1, 4.20, 1.70, 2)",
          anyProduct());
    }
  }

  private void execute(String sql, int argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, argument);
      statement.executeUpdate();
    }
  }

  /** Closes the shop. */
  @Override
  public void close() throws SQLException {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    connection.close();
    SQLException problem = failure;
    if (problem != null) {
      throw problem;
    }
  }
}

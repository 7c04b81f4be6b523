package dev.evert.shell.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Random transactions on a shop, overlapping each other, on threads of their own. */
final class Traffic implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_PAUSE_NANOS = 4_000_000;

  /** A key was taken, or two transactions waited for each other: such things happen. */
  private static final Set<String> USUAL_FAILURES = Set.of("23505", "40P01");

  private final ShopDatabase shop;
  private final Random seeds;
  private final AtomicInteger lastId;
  private final AtomicLong committed = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private int mostColumns;
  private volatile boolean running;
  private volatile @Nullable SQLException failure;

  Traffic(ShopDatabase shop, Random random) {
    this.shop = shop;
    this.seeds = random;
    this.lastId = new AtomicInteger(shop.orders());
  }

  /** Lets orders have so many more columns, by and by. */
  Traffic addingColumns(int most) {
    mostColumns = most;
    return this;
  }

  /** Begins, or goes on. */
  void start() {
    running = true;
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(seeds.nextLong());
      threads.add(Thread.ofPlatform().name("traffic " + i).start(() -> run(random)));
    }
  }

  /** Pauses; when this returns all is committed. */
  void pause() throws InterruptedException, SQLException {
    running = false;
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
    SQLException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    lastChange();
  }

  /** The stream tells a column with the first row after it: there is always one. */
  private void lastChange() throws SQLException {
    String order = "insert into orders (id, customer, total, note) " + freshOrders(1);
    shop.server().execute(shop.name(), order);
    committed.incrementAndGet();
  }

  /** How many transactions were committed. */
  long committed() {
    return committed.get();
  }

  /** The largest id that an order or customer can have. */
  int lastId() {
    return lastId.get();
  }

  private void run(Random random) {
    try (Connection connection = shop.server().connect(shop.name());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (running) {
        transaction(connection, statement, random);
        LockSupport.parkNanos(random.nextInt(MOST_PAUSE_NANOS));
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private void transaction(Connection connection, Statement statement, Random random)
      throws SQLException {
    try {
      for (String sql : statements(random)) {
        statement.execute(sql);
      }
      if (random.nextInt(20) == 0) {
        connection.rollback();
      } else {
        connection.commit();
        committed.incrementAndGet();
      }
    } catch (SQLException e) {
      connection.rollback();
      if (!USUAL_FAILURES.contains(e.getSQLState())) {
        throw e;
      }
    }
  }

  private List<String> statements(Random random) {
    if (random.nextInt(400) == 0) {
      return truncation(random);
    }
    if (mostColumns > 0 && random.nextInt(200) == 0) {
      return columnAdded(random);
    }
    List<String> statements = new ArrayList<>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      if (random.nextInt(12) == 0) {
        statements.add("savepoint here");
        statements.addAll(change(random));
        statements.add(random.nextBoolean() ? "rollback to here" : "release here");
      } else {
        statements.addAll(change(random));
      }
    }
    return statements;
  }

  private List<String> truncation(Random random) {
    int rows = shop.orders() / 4 + random.nextInt(shop.orders() / 2);
    int last = lastId.get();
    String refill =
        "insert into orders (id, customer, total, note) " + shop.ordersFrom(last - rows, last);
    return random.nextInt(4) == 0
        ? List.of("truncate customers, orders", refill, "insert into customers " + customers())
        : List.of("truncate orders", refill);
  }

  /** With a default that rows before it have too; the transaction uses it at once. */
  private List<String> columnAdded(Random random) {
    String name = "more" + (1 + random.nextInt(mostColumns));
    return List.of(
        "update orders set total = 0 where " + near(order(random), random),
        "alter table orders add column if not exists " + name + " text default 'as ever'",
        "update orders set " + name + " = 'set' where " + near(order(random), random));
  }

  private String customers() {
    return "select i, 'buyer ' || i, null from generate_series(1, " + shop.customers() + ") i";
  }

  private List<String> change(Random random) {
    int order = order(random);
    int customer = 1 + random.nextInt(shop.customers());
    return switch (random.nextInt(12)) {
      case 0, 1 ->
          List.of(
              "insert into orders (id, customer, total, note) "
                  + freshOrders(1 + random.nextInt(30)));
      case 2, 3 -> List.of("update orders set total = total + 1 where " + near(order, random));
      case 4 -> List.of("update orders set note = " + note(random) + " where id = " + order);
      case 5 -> List.of("delete from orders where " + near(order, random));
      case 6 -> List.of("update orders set id = " + freshId() + " where id = " + order);
      case 7 -> swap(order, order(random));
      case 8 -> List.of("update customers set name = 'Zoë " + order + "' where id = " + customer);
      case 9 -> movedCustomer(customer);
      case 10 -> customerThatComesAndGoes(customer, order, random);
      default -> List.of(largeUpdate(random));
    };
  }

  private int order(Random random) {
    return Math.max(1, lastId.get() - random.nextInt(2 * shop.orders()));
  }

  private int freshId() {
    return lastId.incrementAndGet();
  }

  private String freshOrders(int count) {
    int first = lastId.getAndAdd(count) + 1;
    return shop.ordersFrom(first, first + count - 1);
  }

  private static String near(int order, Random random) {
    return "id between " + order + " and " + (order + random.nextInt(30));
  }

  private String note(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "null";
      case 1 -> "''";
      case 2 -> "'ünï ✓ " + random.nextInt(100) + "'";
      default -> shop.longNote("random()::text || j");
    };
  }

  private List<String> swap(int one, int other) {
    int between = freshId();
    return List.of(
        "update orders set id = " + between + " where id = " + one,
        "update orders set id = " + one + " where id = " + other,
        "update orders set id = " + other + " where id = " + between);
  }

  private List<String> movedCustomer(int customer) {
    int id = freshId();
    return List.of(
        "update customers set id = " + id + " where id = " + customer,
        "update orders set customer = " + id + " where customer = " + customer);
  }

  private static List<String> customerThatComesAndGoes(int customer, int order, Random random) {
    return random.nextBoolean()
        ? List.of("delete from customers where id = " + customer)
        : List.of(
            "insert into customers values ("
                + customer
                + ", 'back', null) on conflict (id) do update set city = 'moved'",
            "update orders set customer = " + customer + " where " + near(order, random));
  }

  /** Of thousands of rows now and then: such a transaction is streamed before it is committed. */
  private static String largeUpdate(Random random) {
    int part = random.nextInt(8) == 0 ? 10 : 400;
    String where = " where id % " + part + " = " + random.nextInt(part);
    return "update orders set total = total * -1" + where;
  }

  @Override
  public void close() {
    running = false;
  }
}

package dev.evert.benchmarks.latency;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A source in this process: five tables of a shop with their rows, then changes of single items at
 * a steady rate, each a transaction and with the next number in column {@code seq}.
 */
final class JoinChanges implements Source {
  static final List<String> TABLES = List.of("items", "orders", "customers", "products", "regions");

  static final int ITEMS = 400_000;
  private static final int ORDERS = 100_000;
  private static final int CUSTOMERS = 10_000;
  private static final int PRODUCTS = 1_000;
  private static final int REGIONS = 25;
  private static final int LOAD_ROWS = 10_000;

  private final CompletableFuture<SourceFeed> loaded = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SplittableRandom random = new SplittableRandom(1);
  private final SourceBatch batch = new SourceBatch();
  private long next = 1;

  @Override
  public List<SourceTable> tables() {
    return List.of(
        table("items", "id", "order_id", "product", "quantity", "seq"),
        table("orders", "id", "customer"),
        table("customers", "id", "region"),
        table("products", "id", "price"),
        table("regions", "id"));
  }

  private static SourceTable table(String name, String... columns) {
    List<Column> all =
        List.of(columns).stream().map(it -> Column.required(it, Type.Simple.INT8)).toList();
    return new SourceTable(name, new Schema(all, List.of(0)));
  }

  @Override
  public boolean bounded() {
    return false;
  }

  @Override
  public void run(SourceFeed to) throws InterruptedException {
    load(1, ORDERS, to, CUSTOMERS);
    load(2, CUSTOMERS, to, REGIONS);
    load(3, PRODUCTS, to, 100);
    load(4, REGIONS, to);
    load(0, ITEMS, to, ORDERS, PRODUCTS, 10, 1);
    batch.reset().control(ChangeKind.COMPLETE, 0);
    to.append(batch);
    to.report(new SourceProgress.Streaming(0, 0, 0, ""));
    loaded.complete(to);
    closed.await();
  }

  /** Rows with ids from 0 on, and random other columns below these bounds. */
  private void load(int table, int rows, SourceFeed to, int... bounds) throws InterruptedException {
    batch.reset();
    for (int id = 0; id < rows; id++) {
      long[] others = new long[bounds.length];
      for (int i = 0; i < bounds.length; i++) {
        others[i] = random.nextInt(bounds[i]);
      }
      put(table, id, others);
      if (batch.size() == LOAD_ROWS || id == rows - 1) {
        to.append(batch);
        batch.reset();
      }
    }
  }

  private void put(int table, long id, long... others) {
    RowWriter out = batch.begin(ChangeKind.UPSERT, table);
    out.putInt8(id);
    for (long other : others) {
      out.putInt8(other);
    }
    batch.endRow();
    out.putInt8(id);
    batch.end();
  }

  void awaitLoaded() {
    loaded.join();
  }

  /**
   * Changes so many items.
   *
   * @return when each change was appended, on the clock of {@link System#nanoTime}
   */
  long[] run(int changes, int perSecond) throws InterruptedException {
    SourceFeed to = loaded.join();
    long[] appended = new long[changes];
    long start = System.nanoTime();
    int done = 0;
    while (done < changes) {
      int due = (int) Math.min(changes, (System.nanoTime() - start) * perSecond / 1_000_000_000L);
      if (due == done) {
        LockSupport.parkNanos(200_000);
        continue;
      }
      batch.reset();
      for (int i = done; i < due; i++) {
        batch.transaction(new UUID(1, next), 0);
        long quantity = random.nextInt(10);
        put(
            0,
            random.nextInt(ITEMS),
            random.nextInt(ORDERS),
            random.nextInt(PRODUCTS),
            quantity,
            next++);
        batch.endTransaction();
        appended[i] = start + (i + 1) * 1_000_000_000L / perSecond;
      }
      to.append(batch);
      done = due;
    }
    return appended;
  }

  @Override
  public SourceSnapshot snapshot() {
    throw new EvertException(ErrorCode.STORE_FAILED, "nothing to compare");
  }

  @Override
  public void drop() {}

  @Override
  public void close() {
    closed.countDown();
  }
}

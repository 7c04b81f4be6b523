package dev.evert.benchmarks.history;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Views of {@code sales (id, customer, amount)} and {@code customers (id, region)}, whose rows
 * follow from a number, so that another database can be given the same.
 */
final class Sales implements AutoCloseable {
  /** A customer for so many sales. */
  static final int SALES_PER_CUSTOMER = 10;

  static final int REGIONS = 100;

  /** Amounts are less. */
  static final long AMOUNTS = 1_000_003;

  private static final int BATCH = 10_000;
  private static final Schema SALES =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("customer", Type.Simple.INT8),
              Column.required("amount", Type.Simple.INT8)),
          List.of(0));
  private static final Schema CUSTOMERS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8), Column.required("region", Type.Simple.INT8)),
          List.of(0));

  private final Path directory;
  private final ExecutorService merger;
  private final ExecutorService workers;
  private final List<String> views;
  private final StateStore store;
  private final Circuit circuit;
  private final KeyColumns salesKey = new KeyColumns(SALES);
  private final KeyColumns customersKey = new KeyColumns(CUSTOMERS);
  private final RowWriter row = new RowWriter();
  private final SplittableRandom random = new SplittableRandom(1);
  private long rows;
  private long time;

  /**
   * An empty view.
   *
   * @param memoryBytes what its state may take of the heap
   */
  Sales(String sql, long memoryBytes) throws IOException {
    this(List.of(sql), memoryBytes, 1);
  }

  /**
   * Empty views.
   *
   * @param memoryBytes what their state may take of the heap
   * @param threads so many derive views at once
   */
  Sales(List<String> queries, long memoryBytes, int threads) throws IOException {
    directory = Files.createTempDirectory("sales");
    merger = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    workers = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    store =
        StateStore.open(directory, memoryBytes).mergeOn(merger).workOn(workers, threads, 16 << 10);
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> tables =
        Map.of(
            "sales", builder.table("sales", SALES),
            "customers", builder.table("customers", CUSTOMERS));
    views = new ArrayList<>();
    for (String sql : queries) {
      CompiledView view =
          new SqlCompiler().compile(sql, Map.of("sales", SALES, "customers", CUSTOMERS));
      views.add("view " + views.size());
      builder.output(views.getLast(), view.build(builder, tables), view.schema());
    }
    circuit = builder.build(store);
  }

  /** The amount of a sale, before it is changed. */
  static long amount(long id) {
    return id * 7919 % AMOUNTS;
  }

  /** The customer of a sale. */
  static long customer(long id, long customers) {
    return id * 31 % customers;
  }

  /** Adds so many sales, and their customers. */
  void load(long count) {
    long customers = count / SALES_PER_CUSTOMER;
    for (long id = 0; id < customers; id++) {
      row.reset().putInt8(id);
      row.putInt8(id % REGIONS);
      upsert(circuit.input("customers"), customersKey);
      publishEvery(id);
    }
    rows = count;
    for (long id = 0; id < count; id++) {
      put(id, amount(id));
      publishEvery(id);
    }
    publish();
  }

  private void publishEvery(long id) {
    if (id % BATCH == BATCH - 1) {
      publish();
    }
  }

  /** Merges what there is to merge. */
  void settle() {
    while (circuit.maintain(1 << 20) > 0) {
      // as long as there is something
    }
  }

  /** Gives so many sales, any of them, other amounts, in one step. */
  void change(int count) {
    for (int i = 0; i < count; i++) {
      put(random.nextLong(rows), random.nextLong(AMOUNTS));
    }
    publish();
  }

  /** The digests of all views. */
  List<Digest> digests() {
    return views.stream().map(view -> circuit.output(view).digest()).toList();
  }

  /** Gives any sale another amount; returns after how many nanoseconds the view shows it. */
  long change() {
    long start = System.nanoTime();
    put(random.nextLong(rows), random.nextLong(AMOUNTS));
    publish();
    return System.nanoTime() - start;
  }

  private void put(long id, long amount) {
    row.reset().putInt8(id);
    row.putInt8(customer(id, rows / SALES_PER_CUSTOMER));
    row.putInt8(amount);
    upsert(circuit.input("sales"), salesKey);
  }

  private void upsert(TableInput input, KeyColumns key) {
    int to = row.size();
    key.copy(row.buffer(), 0, to, row);
    input.upsert(row.buffer(), to, row.size(), 0, to, time);
  }

  private void publish() {
    circuit.step();
    circuit.publish(++time);
  }

  /** How many rows the first view has. */
  long viewRows() {
    long count = 0;
    try (RowCursor cursor = circuit.output(views.getFirst()).rows()) {
      while (cursor.next()) {
        count += cursor.weight();
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    circuit.close();
    store.close();
    merger.shutdownNow();
    workers.shutdownNow();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.evert.benchmarks.state;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Customers and their orders, and two views of them: a join and an aggregate. */
final class Shop implements AutoCloseable {
  /** A customer for so many orders. */
  static final int ORDERS_PER_CUSTOMER = 10;

  private static final Schema ORDERS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("customer", Type.Simple.INT8),
              Column.required("amount", Type.Simple.INT8),
              Column.required("note", Type.Text.ANY)),
          List.of(0));
  private static final Schema CUSTOMERS =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT8), Column.required("name", Type.Text.ANY)),
          List.of(0));
  private static final String JOINED =
      "select o.id, o.amount, o.note, c.name from orders o join customers c on c.id = o.customer";
  private static final String SPENT =
      "select customer, count(*) as orders, sum(amount) as spent from orders group by customer";
  private static final int NOTE_BYTES = 64;
  private static final int READERS = 16;

  private final StateStore store;
  private final ExecutorService merger;
  private final ExecutorService readers;
  private final Circuit circuit;
  private final KeyColumns orderKey = new KeyColumns(ORDERS);
  private final KeyColumns customerKey = new KeyColumns(CUSTOMERS);
  private final RowWriter row = new RowWriter();
  private final byte[] note = new byte[NOTE_BYTES];
  private final SplittableRandom random;
  private long orders;
  private long time;

  /** Opens it with the state that the directory holds. */
  Shop(Path directory, long memoryBytes, long seed) {
    random = new SplittableRandom(seed);
    merger = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    readers = Executors.newFixedThreadPool(READERS, Thread.ofPlatform().daemon().factory());
    store = StateStore.open(directory, memoryBytes).mergeOn(merger).readOn(readers, READERS);
    Map<String, Schema> schemas = Map.of("orders", ORDERS, "customers", CUSTOMERS);
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> tables =
        Map.of(
            "orders", builder.table("orders", ORDERS),
            "customers", builder.table("customers", CUSTOMERS));
    for (String sql : List.of(JOINED, SPENT)) {
      CompiledView view = new SqlCompiler().compile(sql, schemas);
      builder.output(
          sql.equals(JOINED) ? "joined" : "spent", view.build(builder, tables), view.schema());
    }
    circuit = builder.build(store);
    time = circuit.restored().orElse(0);
    orders = circuit.input("orders").rowCount();
  }

  Circuit circuit() {
    return circuit;
  }

  long orders() {
    return orders;
  }

  /** Adds orders with ascending ids, and customers to have them. */
  void load(int count) {
    for (int i = 0; i < count; i++) {
      if (orders % ORDERS_PER_CUSTOMER == 0) {
        customer(orders / ORDERS_PER_CUSTOMER);
      }
      long customers = orders / ORDERS_PER_CUSTOMER + 1;
      order(orders++, random.nextLong(customers));
    }
    publish();
  }

  /** Gives so many orders, any of them, to other customers, with other amounts. */
  void change(int count) {
    long customers = (orders - 1) / ORDERS_PER_CUSTOMER + 1;
    for (int i = 0; i < count; i++) {
      order(random.nextLong(orders), random.nextLong(customers));
    }
    publish();
  }

  private void publish() {
    circuit.step();
    circuit.publish(++time);
  }

  private void customer(long id) {
    row.reset().putInt8(id);
    row.putText("customer " + id);
    upsert(circuit.input("customers"), customerKey);
  }

  private void order(long id, long customer) {
    row.reset().putInt8(id);
    row.putInt8(customer);
    row.putInt8(random.nextLong(1 << 20));
    byte[] digits = Long.toHexString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < note.length; i++) {
      note[i] = digits[i % digits.length];
    }
    row.putBytes(note, 0, note.length);
    upsert(circuit.input("orders"), orderKey);
  }

  private void upsert(TableInput input, KeyColumns key) {
    int to = row.size();
    key.copy(row.buffer(), 0, to, row);
    input.upsert(row.buffer(), to, row.size(), 0, to, time);
  }

  /** The bytes of the state, in memory and on disk. */
  long stateBytes() {
    return circuit.stats().stream().mapToLong(OperatorStats::stateBytes).sum();
  }

  /** The heap that the state takes. */
  long memoryBytes() {
    return circuit.stats().stream().mapToLong(OperatorStats::memoryBytes).sum();
  }

  int runs() {
    return circuit.stats().stream().mapToInt(OperatorStats::runs).sum();
  }

  /** Merges what there is to merge. */
  void settle() {
    while (circuit.maintain(1 << 20) > 0) {
      // as long as there is something
    }
  }

  @Override
  public void close() {
    circuit.close();
    store.close();
    merger.shutdownNow();
    readers.shutdownNow();
  }
}

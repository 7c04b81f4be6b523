package dev.evert.benchmarks.dataflow;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Measures circuits on one thread: {@code DataflowBenchmark [rows] [store megabytes] [names…]}.
 * Each measurement runs three times; the later runs count.
 */
public final class DataflowBenchmark {
  private static final int BATCH = 10_000;
  private static final int RUNS = 3;

  private final long rows;
  private final long storeBytes;
  private final Orders orders = Orders.create();
  private long time;

  private DataflowBenchmark(long rows, long storeBytes) {
    this.rows = rows;
    this.storeBytes = storeBytes;
  }

  /** Runs the measurements that are named, or all. */
  public static void main(String[] arguments) throws IOException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    long megabytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2048;
    String names =
        String.join(
            " ", Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length));
    DataflowBenchmark benchmark = new DataflowBenchmark(rows, megabytes << 20);
    for (int i = 0; i < RUNS; i++) {
      benchmark.runAll(names);
    }
  }

  private void runAll(String names) throws IOException {
    if (wanted(names, "ascending")) {
      measure("table, new rows, ascending", Orders::table, circuit -> load(circuit, false));
    }
    if (wanted(names, "random")) {
      measure("table, new rows, random keys", Orders::table, circuit -> load(circuit, true));
    }
    if (wanted(names, "copy")) {
      measure("table and view, random keys", Orders::copy, circuit -> load(circuit, true));
    }
    if (wanted(names, "spent")) {
      measure("join and aggregate", Orders::spent, this::spend);
    }
    if (wanted(names, "fan")) {
      measure("join, rows with 100,000 matches change", Orders::regions, this::fanOut);
    }
    if (wanted(names, "single")) {
      measure("join and aggregate, one change a step", Orders::spent, this::single);
    }
  }

  private static boolean wanted(String names, String name) {
    return names.isEmpty() || names.contains(name);
  }

  private void measure(
      String name, Function<StateStore, Circuit> build, Function<Circuit, Result> run)
      throws IOException {
    Path directory = Files.createTempDirectory("dataflow");
    time = 0;
    try (StateStore store = StateStore.open(directory, storeBytes);
        Circuit circuit = build.apply(store)) {
      Result result = run.apply(circuit);
      OperatorStats sum = sum(circuit);
      System.out.printf(
          "%-40s %,12.0f changes/CPU-s %8.2f us each  state %,d MB in memory %,d MB, %.0f bytes a"
              + " row, %d runs%n",
          name,
          result.changes / result.seconds,
          result.seconds / result.changes * 1e6,
          sum.stateBytes() >> 20,
          sum.memoryBytes() >> 20,
          (double) sum.stateBytes() / rows,
          sum.runs());
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static OperatorStats sum(Circuit circuit) {
    long bytes = 0;
    long memory = 0;
    int runs = 0;
    for (OperatorStats part : circuit.stats()) {
      bytes += part.stateBytes();
      memory += part.memoryBytes();
      runs += part.runs();
    }
    return new OperatorStats("all", 0, 0, 0, 0, bytes, memory, bytes - memory, runs);
  }

  /** The processor's time for this thread: others may be at work beside it. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** How long so many changes took. */
  private record Result(long changes, double seconds) {}

  private Result load(Circuit circuit, boolean shuffled) {
    TableInput input = circuit.input("orders");
    SplittableRandom random = new SplittableRandom(1);
    long start = cpuNanos();
    for (long i = 0; i < rows; i++) {
      long id = shuffled ? random.nextLong() : i;
      orders.order(input, id, i % 1000, i % 77, time);
      if (i % BATCH == BATCH - 1) {
        circuit.step();
        circuit.publish(++time);
      }
    }
    circuit.step();
    circuit.publish(++time);
    return new Result(rows, (cpuNanos() - start) / 1e9);
  }

  /** Customers first, then orders of them. */
  private Result spend(Circuit circuit) {
    loadCustomers(circuit);
    TableInput input = circuit.input("orders");
    SplittableRandom random = new SplittableRandom(1);
    long start = cpuNanos();
    for (long i = 0; i < rows; i++) {
      orders.order(input, i, random.nextLong(rows / 10), i % 77, time);
      if (i % BATCH == BATCH - 1) {
        circuit.step();
        circuit.publish(++time);
      }
    }
    circuit.step();
    circuit.publish(++time);
    return new Result(rows, (cpuNanos() - start) / 1e9);
  }

  private void loadCustomers(Circuit circuit) {
    TableInput customers = circuit.input("customers");
    for (long i = 0; i < rows / 10; i++) {
      orders.customer(customers, i, i % 10, 0);
    }
    circuit.step();
    circuit.publish(++time);
  }

  private Result fanOut(Circuit circuit) {
    int customers = (int) Math.max(1, rows / 100_000);
    TableInput input = circuit.input("orders");
    for (long i = 0; i < rows; i++) {
      orders.order(input, i, i % customers, i % 77, time);
      if (i % BATCH == BATCH - 1) {
        circuit.step();
      }
    }
    circuit.step();
    circuit.publish(++time);
    long start = cpuNanos();
    long changes = 0;
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < customers; i++) {
        orders.customer(circuit.input("customers"), i, round, 0);
        circuit.step();
        changes += rows / customers * (round == 0 ? 1 : 2);
      }
      circuit.publish(++time);
    }
    return new Result(changes, (cpuNanos() - start) / 1e9);
  }

  private Result single(Circuit circuit) {
    spend(circuit);
    TableInput input = circuit.input("orders");
    SplittableRandom random = new SplittableRandom(2);
    int changes = 100_000;
    long start = cpuNanos();
    for (int i = 0; i < changes; i++) {
      orders.order(input, random.nextLong(rows), random.nextLong(rows / 10), i % 77, time);
      circuit.step();
      circuit.publish(++time);
    }
    return new Result(changes, (cpuNanos() - start) / 1e9);
  }
}

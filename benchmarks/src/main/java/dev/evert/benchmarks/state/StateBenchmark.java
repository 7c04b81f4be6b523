package dev.evert.benchmarks.state;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.digest.Digest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Works on a join and an aggregate while their state is small, and when it is larger than memory:
 * changes of random rows; checkpoints; and a restart.
 */
public final class StateBenchmark {
  private static final int LOAD = 10_000;
  private static final int LOADS_PER_LOOK = 500;

  private final Settings settings;
  private final Path directory;

  private StateBenchmark(Settings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.parse(arguments);
    Path directory =
        settings.directory().toString().isEmpty()
            ? Files.createTempDirectory("state")
            : Files.createTempDirectory(settings.directory(), "state");
    try {
      new StateBenchmark(settings, directory).run();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void run() {
    System.out.printf(
        "heap %,d MB, of it for state %,d MB; load average %.1f%n",
        Runtime.getRuntime().maxMemory() >> 20,
        settings.memoryBytes() >> 20,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (Shop shop = new Shop(directory, settings.memoryBytes(), settings.seed())) {
      load(shop, settings.smallOrders(), Long.MAX_VALUE);
      double small = changes(shop, "small");
      load(shop, Long.MAX_VALUE, settings.stateBytes());
      double large = changes(shop, "large");
      System.out.printf("large / small %.2f%n", large / small);
      checkpoints(shop);
    }
    restart();
  }

  /** Adds orders until there are so many, or the state is so large. */
  private void load(Shop shop, long orders, long bytes) {
    long start = System.nanoTime();
    long before = shop.orders();
    while (shop.orders() < orders && shop.stateBytes() < bytes) {
      for (int i = 0; i < LOADS_PER_LOOK && shop.orders() < orders; i++) {
        shop.load(LOAD);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "loaded %,d orders in %.0f s, %,.0f/s: ",
        shop.orders() - before, seconds, (shop.orders() - before) / seconds);
    print(shop);
  }

  private static void print(Shop shop) {
    System.out.printf(
        "%,d orders, state %.2f GB, in memory %,d MB, %d runs%n",
        shop.orders(), shop.stateBytes() / 1e9, shop.memoryBytes() >> 20, shop.runs());
  }

  /** Changes a second of random rows: the median of the rounds. */
  private double changes(Shop shop, String what) {
    double[] rates = new double[settings.rounds()];
    for (int round = -1; round < rates.length; round++) {
      long cpu = threadNanos();
      long start = System.nanoTime();
      long end = start + settings.seconds() * 1_000_000_000;
      long changes = 0;
      long longest = 0;
      for (long now = start; now < end; ) {
        shop.change(settings.batch());
        changes += settings.batch();
        long then = System.nanoTime();
        longest = Math.max(longest, then - now);
        now = then;
      }
      double rate = changes * 1e9 / (System.nanoTime() - start);
      System.out.printf(
          "%s, round %d: %,.0f changes/s, %,.0f per CPU-second of the thread, longest step %.0f ms;"
              + " ",
          what, round, rate, changes * 1e9 / (threadNanos() - cpu), longest / 1e6);
      print(shop);
      if (round >= 0) {
        rates[round] = rate;
      }
    }
    Arrays.sort(rates);
    return rates[rates.length / 2];
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** How long the circuit stands still for a checkpoint, after so many changes. */
  private void checkpoints(Shop shop) {
    for (int changes : List.of(0, 1_000, 100_000, 500_000)) {
      for (int i = 0; i < changes; i += settings.batch()) {
        shop.change(settings.batch());
      }
      checkpoint(shop.circuit(), changes);
    }
  }

  private static void checkpoint(Circuit circuit, int changes) {
    long start = System.nanoTime();
    try (Checkpoint checkpoint = circuit.checkpoint(new byte[0])) {
      double pause = (System.nanoTime() - start) / 1e6;
      checkpoint.commit();
      System.out.printf(
          "checkpoint after %,d changes: circuit stands still %.1f ms, %,d MB written in %.0f ms%n",
          changes, pause, checkpoint.writtenBytes() >> 20, (System.nanoTime() - start) / 1e6);
    }
  }

  private void restart() {
    long start = System.nanoTime();
    try (Shop shop = new Shop(directory, settings.memoryBytes(), settings.seed())) {
      System.out.printf("restarted in %.2f s: ", (System.nanoTime() - start) / 1e9);
      print(shop);
      Digest digest = shop.circuit().output("spent").digest();
      start = System.nanoTime();
      shop.change(settings.batch());
      System.out.printf(
          "first step %.0f ms, digest before it %s%n", (System.nanoTime() - start) / 1e6, digest);
    }
  }
}

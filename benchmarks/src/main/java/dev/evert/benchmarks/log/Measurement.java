package dev.evert.benchmarks.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * One contender under one workload, in a process of its own: {@code CONTENDER PRODUCERS DIRECTORY
 * [setting=value…]}; no producers for the workload that measures latency.
 */
public final class Measurement {
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(1);

  private Measurement() {}

  /** Measures, and prints a {@link Figure}. */
  public static void main(String[] arguments) throws Exception {
    ContenderKind kind = ContenderKind.valueOf(arguments[0]);
    int producers = Integer.parseInt(arguments[1]);
    Path directory = Path.of(arguments[2]);
    Settings settings = Settings.parse(Arrays.copyOfRange(arguments, 3, arguments.length));
    Duration interval = producers == 0 ? Duration.ZERO : COMMIT_INTERVAL;
    try (Contender contender = kind.open(directory, settings.batchBytes(), interval)) {
      Figure figure =
          producers == 0
              ? new Latency(contender, settings).run()
              : new Throughput(contender, settings, producers).run();
      System.out.println(figure.toLine());
    }
  }
}

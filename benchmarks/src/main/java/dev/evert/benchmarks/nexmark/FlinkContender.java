package dev.evert.benchmarks.nexmark;

import dev.evert.benchmarks.nexmark.flink.FlinkRun;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Flink with two tasks an operator.
 *
 * @param miniBatch whether aggregates gather changes
 */
record FlinkContender(boolean miniBatch) implements Contender {

  @Override
  public String dialect() {
    return "flink";
  }

  /** The statements that make the tables. */
  static List<String> tables() {
    String all = Queries.find("flink", "tables");
    return all == null ? List.of() : List.of(all.split(";\n"));
  }

  @Override
  public Figure run(String query, String sql, Events events)
      throws InterruptedException, ExecutionException {
    long before = Gauge.liveBytes();
    FlinkRun run = new FlinkRun(events.blocks(), miniBatch, tables());
    long[] cpu = new long[2];
    long[] time = new long[2];
    long[] live = new long[1];
    run.run(
        sql,
        () -> {
          cpu[0] = Gauge.cpuNanos();
          time[0] = System.nanoTime();
        },
        () -> {
          time[1] = System.nanoTime();
          Gauge.awaitQuiet();
          cpu[1] = Gauge.cpuNanos();
          live[0] = Gauge.liveBytes() - before;
        });
    return Figure.of(events.count(), time[1] - time[0], cpu[1] - cpu[0], live[0]);
  }
}

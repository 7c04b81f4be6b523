package dev.evert.benchmarks.nexmark;

import java.io.IOException;

/**
 * Evert on one thread.
 *
 * @param batch so many events are stepped at once
 * @param patient whether rows that Flink shows when they are final are shown so too; else each
 *     change is
 * @param stateBytes what the state may take of the heap
 */
record EvertContender(int batch, boolean patient, long stateBytes) implements Contender {

  @Override
  public String dialect() {
    return "evert";
  }

  @Override
  public Figure run(String query, String sql, Events events) throws IOException {
    long[] changes = new long[1];
    long before = Gauge.liveBytes();
    Timing timing = patient ? Timing.of(query) : Timing.of(query).withChanges();
    try (EvertRun run = new EvertRun(sql, timing, stateBytes, (_, _, _, _, _) -> changes[0]++)) {
      long cpu = Gauge.cpuNanos();
      long start = System.nanoTime();
      run.run(events, batch);
      long nanos = System.nanoTime() - start;
      long cpuNanos = Gauge.cpuNanos() - cpu;
      if (run.errors() > 0 || changes[0] == 0) {
        throw new IllegalStateException(run.errors() + " errors, " + changes[0] + " changes");
      }
      return Figure.of(events.count(), nanos, cpuNanos, Gauge.liveBytes() - before);
    }
  }
}

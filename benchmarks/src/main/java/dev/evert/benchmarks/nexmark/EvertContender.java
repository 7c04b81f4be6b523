package dev.evert.benchmarks.nexmark;

import java.io.IOException;

/**
 * Evert on one thread.
 *
 * @param batch so many events are stepped at once
 * @param stateBytes what the state may take of the heap
 */
record EvertContender(int batch, long stateBytes) implements Contender {

  @Override
  public String dialect() {
    return "evert";
  }

  @Override
  public Figure run(String sql, Events events) throws IOException {
    long[] changes = new long[1];
    long before = Gauge.liveBytes();
    try (EvertRun run = new EvertRun(sql, stateBytes, (_, _, _, _, _) -> changes[0]++)) {
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

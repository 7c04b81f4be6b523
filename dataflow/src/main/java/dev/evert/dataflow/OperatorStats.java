package dev.evert.dataflow;

import dev.evert.dataflow.arrangement.Arrangement;
import java.util.List;

/**
 * What a part of a circuit holds and did.
 *
 * @param operator the kind of part and its detail
 * @param rowsIn changes taken since the start
 * @param rowsOut changes given since the start
 * @param nanos about how long it worked since the start
 * @param stateEntries entries of its runs, cancelled ones included
 * @param stateBytes bytes of its runs, in memory and on disk
 * @param memoryBytes bytes of its runs that are in memory
 * @param runs the number of its runs
 */
public record OperatorStats(
    String operator,
    long rowsIn,
    long rowsOut,
    long nanos,
    long stateEntries,
    long stateBytes,
    long memoryBytes,
    int runs) {

  /** What a part holds in these arrangements. */
  public static OperatorStats of(
      String operator, long rowsIn, long rowsOut, List<Arrangement> arrangements) {
    long entries = 0;
    long bytes = 0;
    long memory = 0;
    int runs = 0;
    for (Arrangement arrangement : arrangements) {
      entries += arrangement.entries();
      bytes += arrangement.sizeBytes();
      memory += arrangement.memoryBytes();
      runs += arrangement.runs().length;
    }
    return new OperatorStats(operator, rowsIn, rowsOut, 0, entries, bytes, memory, runs);
  }

  /** The same with a time. */
  public OperatorStats withNanos(long time) {
    return new OperatorStats(
        operator, rowsIn, rowsOut, time, stateEntries, stateBytes, memoryBytes, runs);
  }
}

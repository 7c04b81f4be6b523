package dev.evert.dataflow;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
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
 * @param memoryBytes the heap that its state takes, also to find what is on disk
 * @param diskBytes bytes of its runs that are in files; those of some may be in memory too
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
    long diskBytes,
    int runs) {

  /** What a part holds in these arrangements. */
  public static OperatorStats of(
      String operator, long rowsIn, long rowsOut, List<Arrangement> arrangements) {
    long entries = 0;
    long bytes = 0;
    long memory = 0;
    long disk = 0;
    int runs = 0;
    for (Arrangement arrangement : arrangements) {
      entries += arrangement.entries();
      bytes += arrangement.sizeBytes();
      memory += arrangement.memoryBytes();
      for (Run run : arrangement.runs()) {
        disk += run.onDisk() == null ? 0 : run.sizeBytes();
      }
      runs += arrangement.runs().length;
    }
    return new OperatorStats(operator, rowsIn, rowsOut, 0, entries, bytes, memory, disk, runs);
  }

  /** The same with a time. */
  public OperatorStats withNanos(long time) {
    return new OperatorStats(
        operator, rowsIn, rowsOut, time, stateEntries, stateBytes, memoryBytes, diskBytes, runs);
  }
}

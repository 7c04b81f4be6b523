package dev.evert.dataflow;

/**
 * What a part of a circuit holds and did.
 *
 * @param operator the kind of part and its detail
 * @param rowsIn changes taken since the start
 * @param rowsOut changes given since the start
 * @param stateEntries entries of its runs, cancelled ones included
 * @param stateBytes bytes of its runs, in memory and on disk
 * @param memoryBytes bytes of its runs that are in memory
 * @param runs the number of its runs
 */
public record OperatorStats(
    String operator,
    long rowsIn,
    long rowsOut,
    long stateEntries,
    long stateBytes,
    long memoryBytes,
    int runs) {}

package dev.evert.log.journal;

import dev.evert.log.operations.OperationIndex;

/**
 * The parts of an open log.
 *
 * @param segments all segments, the last one active
 * @param writer goes on after the last event
 * @param registry the streams
 * @param operations the operations
 * @param tree the tree
 * @param durable the end
 * @param lastTimeMicros when the last event was appended; 0 if the last segment has none
 */
record Recovered(
    SegmentList segments,
    SegmentWriter writer,
    StreamRegistry registry,
    OperationIndex operations,
    JournalTree tree,
    DurableEnd durable,
    long lastTimeMicros) {}

package dev.evert.log.journal;

import dev.evert.log.operations.OperationTable;

/**
 * What opening a log found.
 *
 * @param segments all segments, the last one active
 * @param writer goes on after the last event
 * @param registry the streams
 * @param operations the operations
 * @param durable the end
 */
record Recovered(
    SegmentList segments,
    SegmentWriter writer,
    StreamRegistry registry,
    OperationTable operations,
    DurableEnd durable) {}

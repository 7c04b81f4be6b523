package dev.evert.dataflow;

import java.util.OptionalLong;

/**
 * How far a table is in its own time. Times are in microseconds since 2000-01-01 00:00 UTC.
 *
 * @param watermark empty as long as there is none
 * @param lateChanges how many changes had no effect, ever, since they were late
 * @param leaps how many rows, ever, were further ahead than one row may move the watermark
 * @param lastLeap the time of the last of them
 */
public record WatermarkStatus(
    OptionalLong watermark, long lateChanges, long leaps, OptionalLong lastLeap) {}

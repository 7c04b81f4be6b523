package dev.evert.log;

/**
 * What the log knows about a stream.
 *
 * @param id its number
 * @param name its name
 * @param retention how long its events are kept
 * @param firstRetained every event of the stream at or after this position is still there
 */
public record StreamInfo(StreamId id, String name, Retention retention, Position firstRetained) {}

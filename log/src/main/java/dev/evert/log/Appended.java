package dev.evert.log;

/**
 * The outcome of a durable append.
 *
 * @param first the position of the batch's first event
 * @param last the position of its last event
 * @param end the position after its last event: a reader at this position has read all of the batch
 * @param duplicate whether the batch's operation id was known already; then nothing was written and
 *     the positions are those of the original
 */
public record Appended(Position first, Position last, Position end, boolean duplicate) {}

package dev.evert.log.operations;

/**
 * The place of an operation's batch.
 *
 * @param first the position of its first event
 * @param events the number of its events
 */
public record OperationPlace(long first, int events) {}

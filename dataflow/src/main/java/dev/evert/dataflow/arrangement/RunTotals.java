package dev.evert.dataflow.arrangement;

/**
 * What is known of a run as a whole.
 *
 * @param entries the number of entries
 * @param sizeBytes the bytes of all blocks
 * @param weight the sum of all weights
 * @param causes whether entries have causes
 */
public record RunTotals(long entries, long sizeBytes, long weight, boolean causes) {}

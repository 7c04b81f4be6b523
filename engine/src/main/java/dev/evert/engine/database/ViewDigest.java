package dev.evert.engine.database;

import dev.evert.dataflow.digest.Digest;

/**
 * What the rows of a table or view come to at a position.
 *
 * @param rows how many there are
 */
public record ViewDigest(long position, long rows, Digest digest) {}

/**
 * Checks proofs that a log gave, knowing nothing but the log's public key. Shares no code with the
 * log, so that a mistake there is not repeated here, and needs nothing but a Java runtime.
 *
 * <p>{@link dev.evert.log.verify.ProofCheck} is the entry, also from a command line.
 */
@NullMarked
package dev.evert.log.verify;

import org.jspecify.annotations.NullMarked;

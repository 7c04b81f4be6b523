/**
 * Signed tree heads and proofs, as values and as text that can be checked without the log: by
 * {@link dev.evert.log.verify.ProofCheck}, which shares no code with this package, or by other
 * programs that know the transparency community's formats for <a
 * href="https://c2sp.org/signed-note">signed notes</a> and <a
 * href="https://c2sp.org/tlog-checkpoint">checkpoints</a>.
 */
@NullMarked
package dev.evert.log.proof;

import org.jspecify.annotations.NullMarked;

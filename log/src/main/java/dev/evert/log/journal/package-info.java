/**
 * A log in a directory of one machine: {@link dev.evert.log.journal.Journal}.
 *
 * <p>The directory holds segment files, each named by the position of its first event. A segment is
 * a header and frames ({@link dev.evert.log.journal.Frame}); a batch is one frame or several in a
 * row. Everything else in the directory is derived from the segments and can be deleted.
 *
 * <h2>What is durable, and how a reader of the bytes knows</h2>
 *
 * <p>One thread commits. A commit writes what producers gathered, once, then syncs, then
 * acknowledges; the next commit starts after that. So at any time at most one commit is not
 * durable, and each frame of a commit can say up to which position everything was durable when it
 * was written. After a crash, frames are read in order to the first that is not intact. It was
 *
 * <ul>
 *   <li><b>acknowledged, so the log is corrupt</b>, if any intact frame after it, in this segment
 *       or a later one, says that its position was durable: those bytes were on disk once;
 *   <li><b>never acknowledged, so the tail is cut</b>, if part of it is missing: space ahead of the
 *       end is zeros, a power cut leaves each unsynced page either written or as it was, and a
 *       written frame has no missing part, because it ends in a mark that is not zero;
 *   <li><b>acknowledged or not, but damaged</b> otherwise: all of its sectors were written, so a
 *       lost write does not explain what is there. That is corruption too.
 * </ul>
 *
 * <p>The last commit before a crash has no frame after it that vouches for it. So when the log
 * falls idle and when it is closed, it writes an empty frame that does. What remains is a damage
 * that overwrites, with zeros, a whole sector of the very last commit within the moments before
 * that empty frame: it is taken for a lost write.
 */
@NullMarked
package dev.evert.log.journal;

import org.jspecify.annotations.NullMarked;

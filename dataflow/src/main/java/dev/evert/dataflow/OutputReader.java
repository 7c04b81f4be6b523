package dev.evert.dataflow;

import dev.evert.dataflow.digest.Digest;
import java.util.List;

/**
 * A consumer of a view's changes, at its own speed: what it has not read is retained, merged where
 * no boundary forbids it, and on disk where it does not fit in memory. Any one thread.
 */
public interface OutputReader extends AutoCloseable {

  /** The consumer's name. */
  String name();

  /** Up to where it has read. */
  long frontier();

  /** The last time that it could read up to now: that of the last publication. */
  long available();

  /**
   * Makes {@link #available} a boundary, so that it can be read up to there also when more was
   * published meanwhile. Nothing happens if that is the frontier.
   *
   * @return the time that can be read up to from now on
   */
  long reserve();

  /**
   * The net changes after the frontier, up to a time. That time becomes a boundary: the same
   * changes can be read again, also after a restart from a checkpoint that is taken from now on.
   *
   * @param upTo {@link #available}, or a boundary before it
   * @throws dev.evert.spi.error.EvertException INVALID_ARGUMENT if it is neither
   */
  ChangeCursor read(long upTo);

  /** {@link #read(long)}, without the keys up to and including {@code key[from, to)}. */
  ChangeCursor read(long upTo, byte[] key, int from, int to);

  /** The digest of the view at a boundary or at {@link #available}. */
  Digest digest(long time);

  /**
   * All up to this time was consumed: a boundary or {@link #available}, not before the frontier.
   */
  void advance(long time);

  /** The times after the frontier that are kept for this consumer, ascending. */
  List<Long> boundaries();

  /** The bytes of the changes that are retained after the frontier, those of others included. */
  long retainedBytes();

  /** Gives up what is retained for it. */
  @Override
  void close();
}

package dev.evert.spi.source;

import dev.evert.spi.error.EvertException;
import java.util.List;

/**
 * A connector that turns an outside system's changes into tables.
 *
 * <p>The engine calls {@link #tables} first, then {@link #run} once on a thread of its own. A
 * source may use more threads inside {@code run} and ends them before it returns. {@link #close}
 * may come from another thread at any time and makes {@code run} return soon.
 *
 * <p>Exactly once: a source remembers how far it is by {@link SourceBatch#state} entries, which are
 * appended atomically with the rows beside them, and starts from {@link SourceFeed#state}. It tells
 * the outside system to forget only what {@link SourceFeed#durable} covers.
 */
public interface Source extends AutoCloseable {

  /**
   * The tables that were asked for, as they are now, in the order in which they were asked for; a
   * table's place in this list is its number in every {@link SourceBatch}.
   *
   * @throws EvertException if one is not there or can not be followed, naming it and the reason
   */
  List<SourceTable> tables();

  /** Whether all changes are known to end: {@link #run} then returns by itself. */
  boolean bounded();

  /**
   * Feeds rows and changes until the source ends, {@link SourceFeed#stopping} holds or it is
   * closed. Connections that break are made again inside, with back-off.
   *
   * @throws EvertException if no further change can be had without somebody's doing
   */
  void run(SourceFeed feed) throws InterruptedException;

  /**
   * The tables' contents at one moment, for audits, while changes go on. The moment must become a
   * position: a source that is running holds its stream while it finds the moment out, and appends
   * a state entry exactly there, so that some state satisfies {@link SourceSnapshot#reached} and
   * not {@link SourceSnapshot#passed}. May be called while {@link #run} is under way or without it.
   */
  SourceSnapshot snapshot() throws InterruptedException;

  /** Removes whatever the source keeps in the outside system (a slot, a publication). */
  void drop();

  @Override
  void close();
}

package dev.evert.dataflow;

import dev.evert.dataflow.digest.Digest;
import dev.evert.spi.row.Schema;
import java.util.List;

/** A view: its rows, its digest and its changes. May be used on any thread. */
public interface ViewOutput {
  /** The frontier of a reader that has read nothing: all rows are changes to it. */
  long BEGINNING = Long.MIN_VALUE;

  /** The view's name. */
  String name();

  /** The columns; without a key the view is a multiset. */
  Schema schema();

  /** The time of the last publication: what the rows and the digest are about. */
  long time();

  /** The number of rows at {@link #time}, equal ones counted each. */
  long rowCount();

  /** The digest of the rows at {@link #time}; always at hand. */
  Digest digest();

  /** The rows at {@link #time}. */
  RowCursor rows();

  /**
   * The row with a key at {@link #time}, if there is one; of a view that has a key.
   *
   * @param key holds the key, in {@link dev.evert.spi.row.KeyFormat}
   */
  RowCursor lookup(byte[] key, int from, int to);

  /**
   * Makes a consumer. From now on the changes after its frontier are retained until it advances or
   * is closed, also over a restart if it is made again before the next checkpoint.
   *
   * @param name of the consumer; one that has the name already is closed
   * @param frontier up to where it has read: {@link #BEGINNING}, the time of the last publication
   *     or a later one, or a time at which the last checkpoint retained a boundary
   * @param boundaries times after the frontier, ascending, that the consumer will read up to: they
   *     are kept apart from what is published before and after them
   * @throws dev.evert.spi.error.EvertException INVALID_ARGUMENT if the changes after the frontier
   *     are not there any more, or are no longer kept apart at a boundary
   */
  OutputReader reader(String name, long frontier, List<Long> boundaries);
}

package dev.evert.spi.source;

import dev.evert.spi.row.Schema;
import java.util.List;
import java.util.Map;

/** Where a source puts its changes. Any of its threads may call it. */
public interface SourceFeed {

  /** The state that earlier runs appended: what to go on from. Empty on the first run. */
  Map<String, byte[]> state();

  /**
   * The schema that earlier runs appended last for each table, in the order of {@link
   * Source#tables}; the tables' own schemas on the first run.
   */
  List<Schema> schemas();

  /**
   * Appends a batch: all of it or, after a crash, nothing. Batches of one thread keep their order.
   * Blocks while too much is under way. The batch may be reset and used again when this returns.
   *
   * @return the batch's number, growing from 1 in this run
   */
  long append(SourceBatch batch) throws InterruptedException;

  /** The number up to which all batches of this run are durable, 0 at first. */
  long durable();

  /** Waits until {@link #durable} reaches {@code number} or the feed is stopping. */
  void awaitDurable(long number) throws InterruptedException;

  /** Whether the source should come to an end. */
  boolean stopping();

  /** Tells what the source is doing, for people to see. */
  void report(SourceProgress progress);

  /**
   * Sets aside a record that can not be read as a row. It is kept with its reason and counted.
   *
   * @param where e.g. file and line
   * @param record what was found, cut if it is very long
   */
  void reject(String where, String reason, byte[] record);
}

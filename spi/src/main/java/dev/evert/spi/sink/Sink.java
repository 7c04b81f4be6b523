package dev.evert.spi.sink;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import java.util.Optional;

/**
 * An outside store that is kept equal to a view. One thread at a time; calls may block.
 *
 * <p>Exactly once: the store keeps the {@link SinkProgress} of the last batch with the data itself.
 * A batch may be written again, wholly or from its start, after any failure or crash; it then has
 * no effect where it was applied already, and an older one never wins over a newer one.
 */
public interface Sink extends AutoCloseable {

  /**
   * Connects, makes the target if it is not there, and checks that it fits if it is.
   *
   * @param schema the view's columns and key; without a key each row's key is the row itself and a
   *     running number, both given in {@link SinkChange#key}
   * @return the progress that the store holds; empty if the target is new
   * @throws EvertException {@link ErrorCode#SINK_TYPE} or {@link ErrorCode#SINK_MISFIT}, naming the
   *     columns that do not fit and why; {@link ErrorCode#SINK_FOREIGN} if the target holds the
   *     progress of another pipe
   */
  Optional<SinkProgress> prepare(Schema schema) throws InterruptedException;

  /** Adds the columns that {@code schema} has beyond the earlier one. */
  void evolve(Schema schema) throws InterruptedException;

  /**
   * Applies a batch. It need not be durable before {@link #flush}.
   *
   * @throws EvertException if {@link EvertException#transientFailure} the same batch is written
   *     again later, otherwise the sink is parked
   */
  void write(SinkBatch batch) throws InterruptedException;

  /** Makes all that was written durable and visible to readers; returns the progress then. */
  SinkProgress flush() throws InterruptedException;

  /** Reads the target for comparison with the view. Nothing is written meanwhile. */
  SinkAudit audit();

  /**
   * Makes the named rows what they should be, whatever the store holds for them now. Rows that the
   * store refuses are parked as in {@link #write}.
   *
   * @param batch its progress is the one that the store holds already
   */
  void repair(SinkBatch batch) throws InterruptedException;

  /**
   * Removes the target with all its data; does nothing if it is not there. Need not be prepared.
   *
   * @throws EvertException {@link ErrorCode#SINK_FOREIGN} if another pipe fills the target
   */
  void drop() throws InterruptedException;

  @Override
  void close();
}

package dev.evert.engine.view;

import dev.evert.engine.LogFailures;
import dev.evert.engine.pipe.Generation;
import dev.evert.engine.pipe.Generation.Beginning;
import dev.evert.engine.pipe.PipeStreams;
import dev.evert.log.Log;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.spi.error.EvertException;

/**
 * Where a view comes from.
 *
 * @param sourceOfTable the source that feeds each of the plan's tables
 * @param released is told what the view does not read again
 */
public record ViewOrigin(
    Log log,
    PipeStreams streams,
    int[] sourceOfTable,
    PipePlan plan,
    Generation generation,
    ReleasedEvents released) {

  /**
   * Has the log keep all that the view is derived from, when its state is lost.
   *
   * @param damage of the state
   * @throws EvertException if something of it was removed from the log already
   */
  public void requireDerivable(EvertException damage) {
    release(generation.from());
    if (generation.beginning() == Beginning.EMPTY && isRetained()) {
      return;
    }
    throw new EvertException(
        damage.code(),
        damage.getMessage() + "; the log does not have all any more that it is derived from",
        "Start the pipe with --resnapshot.",
        damage);
  }

  private boolean isRetained() {
    try (LogReader _ = log.reader(Position.ofOrdinal(generation.from()), streams.inputs())) {
      return true;
    } catch (LogException e) {
      if (e.error() == LogError.NOT_RETAINED) {
        return false;
      }
      throw LogFailures.translate(e);
    }
  }

  void release(long position) {
    released.release(streams.inputs(), position);
  }
}

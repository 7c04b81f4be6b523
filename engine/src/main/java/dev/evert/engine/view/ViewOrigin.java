package dev.evert.engine.view;

import dev.evert.engine.pipe.Generation;
import dev.evert.engine.pipe.PipeStreams;
import dev.evert.log.Log;

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

  void release(long position) {
    released.release(streams.inputs(), position);
  }
}

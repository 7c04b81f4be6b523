package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.BlockSink;
import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.dataflow.arrangement.Run;

/** Copies runs from memory to files. */
final class Images {
  private static final byte[] NONE = {};

  private Images() {}

  /** Writes the blocks of a run, which are in memory, to a sink. */
  static Blocks copy(Run run, BlockSink sink) {
    Blocks blocks = run.blocks();
    for (int i = 0; i < blocks.count(); i++) {
      sink.block(blocks.load(i, NONE), blocks.lengthBytes(i));
    }
    return sink.finish(run.fences(), run.totals());
  }

  /** Writes a run, which is in memory, as the next image of a file; returns its layout. */
  static ImageLayout append(Run run, Blocks blocks, ImageWriter writer) {
    writer.begin(run.hasCauses());
    for (int i = 0; i < blocks.count(); i++) {
      writer.block(blocks.load(i, NONE), blocks.lengthBytes(i));
    }
    return writer.end(run.fences(), run.totals());
  }
}

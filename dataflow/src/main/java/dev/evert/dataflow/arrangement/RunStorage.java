package dev.evert.dataflow.arrangement;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where new runs go, and who merges large ones. */
@FunctionalInterface
public interface RunStorage {
  /** Everything in memory. */
  RunStorage MEMORY = (_, _) -> new HeapSink();

  /**
   * A place for a run.
   *
   * @param sizeBytes about how large it is
   * @param causes whether its entries have causes
   * @throws dev.evert.spi.error.EvertException DISK_FULL, READ_ONLY or IO_FAILED, also by the sink
   */
  BlockSink open(long sizeBytes, boolean causes);

  /** Runs large merges beside the owner of an arrangement; null if there is nobody else. */
  default @Nullable Executor merger() {
    return null;
  }

  /** Runs what waits for the disk while blocks are read; null if there is nobody else. */
  default @Nullable Executor readers() {
    return null;
  }

  /** How many {@link #readers} may be at work at once. */
  default int parallelReads() {
    return 1;
  }

  /** A merge of this size is worth the {@link #merger}. */
  default long mergerBytes() {
    return Long.MAX_VALUE;
  }
}

package dev.evert.dataflow.arrangement;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where new runs go, and who merges large ones. */
@FunctionalInterface
public interface RunStorage {
  /** Everything in memory. */
  RunStorage MEMORY = _ -> new HeapSink();

  /**
   * A place for a run of about this size.
   *
   * @throws dev.evert.spi.error.EvertException DISK_FULL, READ_ONLY or IO_FAILED, also by the sink
   */
  BlockSink open(long sizeBytes);

  /** Runs large merges beside the owner of an arrangement; null if there is nobody else. */
  default @Nullable Executor merger() {
    return null;
  }

  /** A merge of this size is worth the {@link #merger}. */
  default long mergerBytes() {
    return Long.MAX_VALUE;
  }
}

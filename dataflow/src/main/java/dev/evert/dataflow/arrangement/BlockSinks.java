package dev.evert.dataflow.arrangement;

/** Chooses where a new run goes. */
@FunctionalInterface
public interface BlockSinks {
  /** Everything in memory. */
  BlockSinks MEMORY = _ -> new HeapSink();

  /**
   * A place for a run of about this size.
   *
   * @throws dev.evert.spi.error.EvertException DISK_FULL, READ_ONLY or IO_FAILED, also by the sink
   */
  BlockSink open(long sizeBytes);
}

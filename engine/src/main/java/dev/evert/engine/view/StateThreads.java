package dev.evert.engine.view;

import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineOptions.Threading;
import java.util.concurrent.ExecutorService;

/**
 * The threads that merge and read the runs of a store, and compute branches of its circuit, beside
 * the one that owns the circuit.
 */
public final class StateThreads implements AutoCloseable {
  /** Disks of today reach their rate with about so many reads at once. */
  private static final int READERS = 16;

  /** What is less is derived in about the time that waking a thread takes. */
  private static final long LEAST_SHARED_BYTES = 16 << 10;

  private final ExecutorService merger;
  private final ExecutorService readers;
  private final ExecutorService workers;
  private final int parallelReads;
  private final int parallelWork;

  /** Threads of its own, or nobody's: the caller does it all. */
  public StateThreads(Threading threading) {
    merger = Assistant.named("merge", threading);
    switch (threading) {
      case Threading.OwnThreads(int atOnce) -> {
        parallelReads = READERS;
        parallelWork = atOnce;
      }
      case Threading.ByCaller _ -> {
        parallelReads = 1;
        parallelWork = 1;
      }
    }
    readers = Assistant.several("read state", parallelReads, threading);
    workers = Assistant.several("derive", Math.max(1, parallelWork - 1), threading);
  }

  /** Has them work for a store, of which no circuit is built yet. */
  public StateStore attachTo(StateStore store) {
    return store
        .mergeOn(merger)
        .readOn(readers, parallelReads)
        .workOn(workers, parallelWork, LEAST_SHARED_BYTES);
  }

  /** Ends them, after what they have begun; merges of a closed circuit end soon. */
  @Override
  public void close() {
    merger.close();
    readers.close();
    workers.close();
  }
}

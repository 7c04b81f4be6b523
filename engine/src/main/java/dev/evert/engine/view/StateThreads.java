package dev.evert.engine.view;

import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineOptions.Threading;
import java.util.concurrent.ExecutorService;

/** The threads that merge and read the runs of a store, beside the one that owns its circuit. */
public final class StateThreads implements AutoCloseable {
  /** Disks of today reach their rate with about so many reads at once. */
  private static final int READERS = 16;

  private final ExecutorService merger;
  private final ExecutorService readers;
  private final int parallelReads;

  /** Threads of its own, or nobody's: the caller does it all. */
  public StateThreads(Threading threading) {
    merger = Assistant.named("merge", threading);
    parallelReads = threading == Threading.OWN_THREADS ? READERS : 1;
    readers = Assistant.several("read state", parallelReads, threading);
  }

  /** Has them work for a store, of which no circuit is built yet. */
  public StateStore attachTo(StateStore store) {
    return store.mergeOn(merger).readOn(readers, parallelReads);
  }

  /** Ends them, after what they have begun; merges of a closed circuit end soon. */
  @Override
  public void close() {
    merger.close();
    readers.close();
  }
}

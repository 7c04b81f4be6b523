package dev.evert.engine.database;

import dev.evert.engine.LogFailures;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What others have a worker's thread do, since it alone may look at what it works on. It does so
 * between two steps; once it has ended, whoever comes does it.
 */
final class Errands {
  private final Queue<FutureTask<?>> open = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  /** Waits until it is done. Any thread but the worker's. */
  <T> T run(Callable<T> errand) {
    FutureTask<T> task = new FutureTask<>(errand);
    open.add(task);
    if (ended) {
      runOpen(); // the worker, which may have looked before, does not look again
    }
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LogFailures.translate(e);
    } catch (ExecutionException e) {
      throw LogFailures.translate(e);
    }
  }

  /** Does what has come so far. */
  void runOpen() {
    for (FutureTask<?> task = open.poll(); task != null; task = open.poll()) {
      task.run();
    }
  }

  /** The worker's thread ends: it does what has come for the last time. */
  void end() {
    ended = true;
    runOpen();
  }

  /** Whether the worker's thread has ended, or is about to. */
  boolean ended() {
    return ended;
  }
}

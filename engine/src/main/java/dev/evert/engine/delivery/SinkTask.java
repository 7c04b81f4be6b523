package dev.evert.engine.delivery;

import dev.evert.spi.sink.Sink;
import java.util.concurrent.CompletableFuture;

/**
 * Something to be done with a sink when it holds the view as of just one time, on the sink's own
 * thread.
 */
record SinkTask<T>(long time, SinkWork<T> work, CompletableFuture<T> result) {

  void run(Sink sink) throws InterruptedException {
    try {
      result.complete(work.apply(sink));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    } catch (InterruptedException e) {
      result.completeExceptionally(e);
      throw e;
    }
  }
}

package dev.evert.connectors.search.rest;

import dev.evert.spi.error.EvertException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends the parts of one batch, several at once: their keys differ, so that their order is of no
 * account. Owned by one thread.
 */
final class BulkQueue<T> implements AutoCloseable {
  private final BulkSender sender;
  private final int parallel;
  private final BulkResult<T> result = BulkResult.empty();
  private final Deque<Future<BulkResult<T>>> sent = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  BulkQueue(BulkSender sender, int parallel) {
    this.sender = sender;
    this.parallel = parallel;
  }

  /** Sends a part; waits while too many are on their way. */
  void send(BulkBody<T> body) throws InterruptedException {
    while (sent.size() >= parallel) {
      take();
    }
    sent.add(threads.submit(() -> sender.send(body)));
  }

  /** Sends the last part and waits until all are answered; returns what was not applied. */
  BulkResult<T> finish(BulkBody<T> last) throws InterruptedException {
    if (!last.items().isEmpty()) {
      result.addAll(sender.send(last));
    }
    while (!sent.isEmpty()) {
      take();
    }
    return result;
  }

  private void take() throws InterruptedException {
    try {
      result.addAll(sent.remove().get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EvertException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Gives up what is still on its way. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}

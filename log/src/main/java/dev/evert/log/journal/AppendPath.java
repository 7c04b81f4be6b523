package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.BatchChunks;
import dev.evert.log.EventBatch;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.StreamId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way of a batch from a producer's thread to the commit queue. */
final class AppendPath {
  private final StreamRegistry registry;
  private final CommitQueue queue;
  private final Committer committer;
  private final @Nullable CommitThread thread;
  private final long maxBatchBytes;

  /**
   * A way in.
   *
   * @param thread commits, or null if the appending thread does
   */
  AppendPath(
      StreamRegistry registry,
      CommitQueue queue,
      Committer committer,
      @Nullable CommitThread thread,
      long maxBatchBytes) {
    this.registry = registry;
    this.queue = queue;
    this.committer = committer;
    this.thread = thread;
    this.maxBatchBytes = maxBatchBytes;
  }

  /** Appends a batch; see {@link dev.evert.log.Log#append}. */
  CompletableFuture<Appended> append(EventBatch batch) {
    return append(batch, null);
  }

  /** Appends an event of the log's own. */
  CompletableFuture<Appended> append(RegistryEvent event, long timeMicros) {
    EventBatch batch = new EventBatch();
    batch.add(StreamId.REGISTRY, timeMicros, event.key(), event.payload());
    CompletableFuture<Appended> future = append(batch, event);
    while (thread == null && !future.isDone()) {
      committer.step();
    }
    return future;
  }

  private CompletableFuture<Appended> append(
      EventBatch batch, @Nullable RegistryEvent registration) {
    BatchChunks chunks = batch.check();
    check(batch, chunks, registration != null);
    CompletableFuture<Appended> future = new CompletableFuture<>();
    if (thread == null) {
      while (!queue.offer(batch, chunks, registration, future)) {
        committer.step();
      }
    } else if (!thread.isCurrent()) {
      queue.put(batch, chunks, registration, future);
    } else if (!queue.offer(batch, chunks, registration, future)) {
      throw new IllegalStateException(
          "An append by the log's own thread would have to wait for that thread");
    }
    return future;
  }

  private void check(EventBatch batch, BatchChunks chunks, boolean byLog) {
    if (batch.isEmpty()) {
      throw new LogException(LogError.BATCH_EMPTY, "A batch must hold at least one event");
    }
    long size = CommitGroup.sizeOf(batch, chunks);
    if (size > maxBatchBytes) {
      throw new LogException(
          LogError.BATCH_TOO_LARGE,
          "A batch takes "
              + size
              + " bytes; at most "
              + maxBatchBytes
              + " may be appended at once. Append several batches, or raise maxInFlightBytes.");
    }
    for (int i = 0; i < chunks.endStream(chunks.count() - 1); i++) {
      checkStream(chunks.stream(i), byLog);
    }
  }

  private void checkStream(int stream, boolean byLog) {
    if (stream == StreamId.REGISTRY.value() && !byLog) {
      throw new LogException(
          LogError.UNKNOWN_STREAM, "Stream 0 is the log's own; only the log writes to it");
    }
    if (!registry.knows(stream)) {
      throw new LogException(
          LogError.UNKNOWN_STREAM,
          "There is no stream number " + stream + ". Create it before events are appended to it.");
    }
  }
}

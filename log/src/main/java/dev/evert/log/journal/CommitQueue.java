package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.BatchChunks;
import dev.evert.log.EventBatch;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where producers leave batches for the next commit. Two groups take turns: producers fill one
 * while the other is being committed.
 *
 * <p>A producer waits when its batch would make the group larger than what the processor's caches
 * hold: more in a group would be fetched from memory again to be written, and would make nothing
 * faster. A batch that is larger than that has a group to itself; every other group is kept for
 * such batches if any wait, so that neither kind waits for ever.
 */
final class CommitQueue {
  /** A group that has reached this size takes no more batches from those who can wait. */
  static final int FULL_BYTES = 2 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition space = lock.newCondition();
  private final Condition work = lock.newCondition();
  private CommitGroup filling;
  private CommitGroup spare;
  private boolean consumerWaits;
  private int largeWaiting;
  private boolean forLarge;
  private @Nullable LogException refusal;

  CommitQueue(int groupBytes) {
    filling = new CommitGroup(groupBytes);
    spare = new CommitGroup(groupBytes);
  }

  /** Adds a batch, waiting for space. */
  void put(
      EventBatch batch,
      BatchChunks chunks,
      @Nullable RegistryEvent registration,
      CompletableFuture<Appended> future) {
    long size = CommitGroup.sizeOf(batch, chunks);
    lock.lock();
    try {
      if (size > FULL_BYTES) {
        awaitOwnGroup();
      } else {
        awaitSpace(size);
      }
      add(batch, chunks, registration, future);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogException(
          LogError.CLOSED, "Interrupted while an append waited for space; nothing was written", e);
    } finally {
      lock.unlock();
    }
  }

  private void awaitSpace(long size) throws InterruptedException {
    while (refusal == null && (forLarge || !filling.fits(size, FULL_BYTES))) {
      space.await();
    }
  }

  private void awaitOwnGroup() throws InterruptedException {
    largeWaiting++;
    try {
      while (refusal == null && !filling.isEmpty()) {
        space.await();
      }
    } finally {
      largeWaiting--;
      if (forLarge) {
        forLarge = false;
        space.signalAll();
      }
    }
  }

  /**
   * Adds a batch unless the group has grown as large as a group may; for those who must not wait.
   */
  boolean offer(
      EventBatch batch,
      BatchChunks chunks,
      @Nullable RegistryEvent registration,
      CompletableFuture<Appended> future) {
    lock.lock();
    try {
      if (refusal == null
          && !filling.fits(CommitGroup.sizeOf(batch, chunks), filling.capacityBytes())) {
        return false;
      }
      add(batch, chunks, registration, future);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(
      EventBatch batch,
      BatchChunks chunks,
      @Nullable RegistryEvent registration,
      CompletableFuture<Appended> future) {
    if (refusal != null) {
      throw new LogException(refusal.error(), refusal.getMessage(), refusal);
    }
    filling.add(batch, chunks, registration, future);
    if (consumerWaits) {
      consumerWaits = false;
      work.signal();
    }
  }

  /**
   * The group that was filled, or null if it is empty. The one taken before must have been cleared.
   */
  @Nullable CommitGroup take() {
    lock.lock();
    try {
      if (filling.isEmpty()) {
        return null;
      }
      CommitGroup taken = filling;
      forLarge = largeWaiting > 0 && taken.sizeBytes() <= FULL_BYTES;
      filling = spare;
      spare = taken;
      space.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a batch or a refusal; false if the time passed without one. */
  boolean awaitWork(long timeoutNanos) throws InterruptedException {
    long left = timeoutNanos;
    lock.lock();
    try {
      while (filling.isEmpty() && refusal == null && left > 0) {
        consumerWaits = true;
        left = work.awaitNanos(left);
      }
      return !filling.isEmpty() || refusal != null;
    } finally {
      consumerWaits = false;
      lock.unlock();
    }
  }

  /**
   * From now on refuses every batch with this; what was added before stays. The first reason stays.
   */
  void refuse(LogException reason) {
    lock.lock();
    try {
      if (refusal == null) {
        refusal = reason;
      }
      space.signalAll();
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why batches are refused, or null if they are not. */
  @Nullable LogException refusal() {
    lock.lock();
    try {
      return refusal;
    } finally {
      lock.unlock();
    }
  }
}

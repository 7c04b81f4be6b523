package dev.evert.benchmarks.nexmark.flink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The events that sources in this process read, and when they do: Flink makes its sources itself,
 * so that they find this by a static field.
 */
final class MemoryEvents {
  private static volatile MemoryEvents current = new MemoryEvents(List.of(), 0, () -> {});

  private final List<byte[]> blocks;
  private final Runnable begun;
  private final AtomicBoolean hasBegun = new AtomicBoolean();
  private final CountDownLatch ended;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  /**
   * Events for sources.
   *
   * @param sources how many read them
   * @param begun called when the first source begins
   */
  MemoryEvents(List<byte[]> blocks, int sources, Runnable begun) {
    this.blocks = blocks;
    this.ended = new CountDownLatch(sources);
    this.begun = begun;
  }

  static MemoryEvents current() {
    return current;
  }

  /** What sources read from now on. */
  static void set(MemoryEvents events) {
    current = events;
  }

  List<byte[]> blocks() {
    return blocks;
  }

  /** A source begins to read. */
  void begin() {
    if (hasBegun.compareAndSet(false, true)) {
      begun.run();
    }
  }

  /** A source has read all it is to read. */
  void end() {
    ended.countDown();
  }

  /** Done when sources may end. */
  CompletableFuture<Void> released() {
    return released;
  }

  /** Returns when all sources have read all. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Sources may end. */
  void release() {
    released.complete(null);
  }
}

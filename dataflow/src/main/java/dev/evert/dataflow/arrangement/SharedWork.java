package dev.evert.dataflow.arrangement;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work in parts, numbered from 0, that several threads do together: the one that has it, and those
 * of an executor that come to help before all parts are taken. What the caller wrote before they
 * see, and what they wrote the caller sees after.
 */
public final class SharedWork {
  private final int parts;
  private final IntConsumer part;
  private final AtomicInteger next = new AtomicInteger();
  private int helping;
  private boolean over;
  private int failedPart = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  private SharedWork(int parts, IntConsumer part) {
    this.parts = parts;
    this.part = part;
  }

  /**
   * Does all parts; returns when they are done, whether or not anybody helps.
   *
   * @param threads so many at once, the caller's own included
   * @param part does a part; when one fails no more are begun, and of several failures that of the
   *     first part is thrown
   */
  public static void run(Executor others, int threads, int parts, IntConsumer part) {
    SharedWork work = new SharedWork(parts, part);
    try {
      work.call(others, Math.min(threads, parts) - 1);
      work.takeParts();
    } finally {
      work.end();
    }
  }

  private void call(Executor others, int count) {
    try {
      for (int i = 0; i < count; i++) {
        others.execute(this::help);
      }
    } catch (RejectedExecutionException e) {
      // They are ending: the caller does what they would have done.
    }
  }

  private void help() {
    if (enter()) {
      try {
        takeParts();
      } finally {
        leave();
      }
    }
  }

  private synchronized boolean enter() {
    if (!over) {
      helping++;
    }
    return !over;
  }

  private synchronized void leave() {
    helping--;
    notifyAll();
  }

  private void takeParts() {
    for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
      try {
        part.accept(i);
      } catch (Throwable e) {
        fail(i, e);
      }
    }
  }

  private synchronized void fail(int number, Throwable cause) {
    next.set(parts);
    if (number < failedPart) {
      failedPart = number;
      failure = cause;
    }
  }

  /** Waits for those that are at work; nobody begins anything after. */
  private synchronized void end() {
    next.set(parts);
    over = true;
    boolean interrupted = false;
    while (helping > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}

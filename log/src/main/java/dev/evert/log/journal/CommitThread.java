package dev.evert.log.journal;

import dev.evert.log.LogException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Runs a committer's steps in a thread of its own. */
final class CommitThread implements Runnable {
  /** After this time without a batch the last commit is vouched for. */
  private static final long IDLE_NANOS = Duration.ofMillis(20).toNanos();

  /** So often an idle log looks at the age of its last segment. */
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Committer committer;
  private final CommitQueue queue;
  private final long intervalNanos;
  private final Thread thread;

  CommitThread(Committer committer, CommitQueue queue, Duration interval) {
    this.committer = committer;
    this.queue = queue;
    this.intervalNanos = interval.toNanos();
    this.thread = Thread.ofPlatform().name("evert-log-commit").daemon().unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Waits until the queue refuses batches and those added before are committed. */
  void join() {
    Threads.join(thread);
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void run() {
    long started = System.nanoTime() - intervalNanos;
    while (true) {
      LogException refusal = queue.refusal();
      pace(started);
      started = System.nanoTime();
      if (committer.step() > 0) {
        continue;
      }
      if (refusal != null) {
        committer.finish();
        return;
      }
      idle();
    }
  }

  private void idle() {
    try {
      if (!queue.awaitWork(committer.isVouched() ? CHECK_NANOS : IDLE_NANOS)) {
        committer.vouch();
        committer.rollIfOld();
      }
    } catch (InterruptedException e) {
      // Nobody but this class knows the thread; an interrupt has no meaning here.
      Thread.onSpinWait();
    }
  }

  private void pace(long started) {
    long left = started + intervalNanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = started + intervalNanos - System.nanoTime();
    }
  }
}

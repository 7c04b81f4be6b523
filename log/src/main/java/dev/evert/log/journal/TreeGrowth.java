package dev.evert.log.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Grows the tree beside the commit thread, so that the nodes of one commit are hashed while the
 * next one is being written and synced. At most one list of leaves waits for another: a commit
 * waits when the tree is two commits behind.
 */
final class TreeGrowth implements Runnable {
  /** So few leaves are hashed sooner than another thread is woken. */
  private static final int FEW_LEAVES = 128;

  private static final int SPARE_LISTS = 2;

  private final Consumer<LeafList> tree;
  private final Consumer<Throwable> onFailure;
  private final @Nullable Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<LeafList> spare = new ArrayDeque<>();
  private @Nullable LeafList waiting;
  private boolean growing;
  private boolean closed;
  private @Nullable Throwable failure;

  /**
   * Growth of a tree.
   *
   * @param tree appends leaves and shows them
   * @param ownThread whether another thread hashes; else the one that adds does
   * @param onFailure told, in that other thread, why it has ended; the tree stays as it was
   */
  TreeGrowth(Consumer<LeafList> tree, boolean ownThread, Consumer<Throwable> onFailure) {
    this.tree = tree;
    this.onFailure = onFailure;
    this.thread =
        ownThread ? Thread.ofPlatform().name("evert-log-tree").daemon().unstarted(this) : null;
    for (int i = 0; i < SPARE_LISTS; i++) {
      spare.add(new LeafList());
    }
  }

  void start() {
    if (thread != null) {
      thread.start();
    }
  }

  /**
   * Appends leaves to the tree, now or soon.
   *
   * @return an empty list to go on with; the one that was given is no longer the caller's
   */
  LeafList add(LeafList leaves) {
    lock.lock();
    try {
      requireSound();
      if (thread == null || (isIdle() && leaves.count() <= FEW_LEAVES)) {
        return grow(leaves);
      }
      while (waiting != null && failure == null) {
        changed.awaitUninterruptibly();
      }
      requireSound();
      waiting = leaves;
      changed.signalAll();
      return spare.remove();
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle() {
    return waiting == null && !growing;
  }

  private void requireSound() {
    if (failure != null) {
      throw new IllegalStateException("The tree could not be grown", failure);
    }
  }

  private LeafList grow(LeafList leaves) {
    tree.accept(leaves);
    leaves.truncate(0);
    return leaves;
  }

  /** Waits until the tree holds all leaves that were added. */
  void complete() {
    settle();
    lock.lock();
    try {
      requireSound();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the tree holds all leaves that were added, or it is known that it never will. */
  void settle() {
    lock.lock();
    try {
      while (!isIdle() && failure == null) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread when the tree holds all leaves. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (thread != null) {
      Threads.join(thread);
    }
  }

  @Override
  public void run() {
    try {
      for (LeafList leaves = take(); leaves != null; leaves = take()) {
        LeafList grown = grow(leaves);
        lock.lock();
        try {
          growing = false;
          spare.add(grown);
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private @Nullable LeafList take() {
    lock.lock();
    try {
      while (waiting == null && !closed) {
        changed.awaitUninterruptibly();
      }
      LeafList taken = waiting;
      waiting = null;
      growing = taken != null;
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void fail(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onFailure.accept(cause);
  }
}

package dev.evert.dataflow.arrangement;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of entries (key, value, weight), sorted by key and then by value, each key
 * and value once. The meaning of several runs is the sum of their weights.
 *
 * <p>Keys of one arrangement are prefix-free, so that key and value are compared as one. Whoever
 * uses a run holds it: when nobody does, what it lies on is let go of. Where the blocks lie may
 * change meanwhile, what they hold does not.
 */
public final class Run {
  private final Fences fences;
  private final RunTotals totals;
  private final AtomicInteger holders = new AtomicInteger(1);
  private volatile Blocks blocks;
  private volatile @Nullable Blocks copy;

  /** A run that its maker holds. */
  public Run(Fences fences, RunTotals totals, Blocks blocks) {
    this.fences = fences;
    this.totals = totals;
    this.blocks = blocks;
  }

  /** The number of entries. */
  public long entries() {
    return totals.entries();
  }

  /** The bytes of all blocks. */
  public long sizeBytes() {
    return totals.sizeBytes();
  }

  /** The sum of all weights. */
  public long weight() {
    return totals.weight();
  }

  /** Whether entries have causes. */
  public boolean hasCauses() {
    return totals.causes();
  }

  /** What is known of the run as a whole. */
  public RunTotals totals() {
    return totals;
  }

  /** The heap that the run takes. */
  public long memoryBytes() {
    return blocks.memoryBytes() + fences.memoryBytes();
  }

  /** Where to look for a key. */
  public Fences fences() {
    return fences;
  }

  /** Where the entries lie now. */
  public Blocks blocks() {
    return blocks;
  }

  /**
   * The same blocks lie in a file too, for the day when memory is short. False if another copy came
   * before: this one is the caller's still.
   */
  public synchronized boolean offerCopy(Blocks elsewhere) {
    assert elsewhere.count() == blocks.count();
    if (onDisk() != null) {
      return false;
    }
    copy = elsewhere;
    return true;
  }

  /** Where the blocks lie that do not take memory; null if there are none. */
  public synchronized @Nullable Blocks onDisk() {
    return blocks.inMemory() ? copy : blocks;
  }

  /** Gives up the blocks in memory for the copy; who reads them goes on with them. */
  public synchronized void leaveMemory() {
    Blocks elsewhere = copy;
    if (elsewhere != null) {
      blocks = elsewhere;
      copy = null;
    }
  }

  /** Holds the run, unless nobody does any more. */
  public boolean tryHold() {
    int count = holders.get();
    while (count > 0) {
      if (holders.compareAndSet(count, count + 1)) {
        return true;
      }
      count = holders.get();
    }
    return false;
  }

  /** Holds a run that the caller knows to be held. */
  public Run hold() {
    if (!tryHold()) {
      throw new IllegalStateException("the run is gone");
    }
    return this;
  }

  /** Lets go of the run; the last one to do so closes it. */
  public void release() {
    int left = holders.decrementAndGet();
    assert left >= 0;
    if (left == 0) {
      blocks.close();
      Blocks elsewhere = copy;
      if (elsewhere != null) {
        elsewhere.close();
      }
    }
  }
}

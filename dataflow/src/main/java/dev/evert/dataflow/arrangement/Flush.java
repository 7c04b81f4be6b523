package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/**
 * Writes what was in a buffer to a run, once, by whichever thread comes first; what was in the
 * buffer is not changed any more. Each of those who claimed the run takes it or gives it up.
 */
public final class Flush implements Runnable {
  private final Buffer.Frozen frozen;
  private final RunStorage storage;
  private int claims = 1;
  private boolean written;
  private volatile boolean done;
  private @Nullable Run run;

  /** What the arrangement has claimed. */
  Flush(Buffer.Frozen frozen, RunStorage storage) {
    this.frozen = frozen;
    this.storage = storage;
  }

  /** The heap that it takes until it is written and taken. */
  long memoryBytes() {
    return frozen.memoryBytes();
  }

  long entries() {
    return frozen.entries();
  }

  /** Whether it is written: {@link #take} does not wait. */
  boolean done() {
    return done;
  }

  /** One more is to take the run. */
  public synchronized Flush claim() {
    if (claims == 0) {
      throw new IllegalStateException("the run is gone");
    }
    claims++;
    return this;
  }

  /** Writes the run. A failure is kept to who takes it, who tries again. */
  @Override
  public void run() {
    try {
      write();
    } catch (RuntimeException e) {
      // Nothing is lost: who takes the run writes it.
      assert !done;
    }
  }

  private synchronized void write() {
    if (!written && claims > 0) {
      run = frozen.write(storage);
      written = true;
      done = true;
    }
  }

  /**
   * Gives the run, which the caller holds then; null if all cancelled out.
   *
   * @throws dev.evert.spi.error.EvertException DISK_FULL, READ_ONLY or IO_FAILED; the claim stays
   */
  public synchronized @Nullable Run take() {
    write();
    Run result = run;
    if (result != null) {
      result.hold();
    }
    giveUp();
    return result;
  }

  /** The claim is not made use of. */
  public synchronized void giveUp() {
    claims--;
    if (claims == 0 && run != null) {
      run.release();
      run = null;
    }
  }
}

package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/**
 * Makes one run of several, a piece at a time. Any thread may work on it: its lock is held for one
 * piece. After a failure nobody works on it any more: an entry may have been taken from the inputs
 * and not have got into the result.
 */
final class Merge implements Runnable {
  private static final long PIECE_ENTRIES = 1 << 14;

  private static final Run[] NO_RUNS = {};

  private Run[] inputs;
  private final RunStorage storage;
  private MergeCursor cursor = new MergeCursor();
  private final boolean causes;
  private final Expiry.@Nullable Expired expired;
  private final long sizeBytes;
  private final long weight;
  private volatile @Nullable RunBuilder builder;
  private volatile boolean done;
  private boolean abandoned;
  private @Nullable Throwable failure;
  private @Nullable Run result;

  /**
   * A merge that has not begun.
   *
   * @param expired what is left out; or null
   */
  Merge(Run[] inputs, RunStorage storage, boolean causes, Expiry.@Nullable Expired expired) {
    this.inputs = inputs;
    this.storage = storage;
    this.causes = causes;
    this.expired = expired;
    this.sizeBytes = sizeBytes(inputs);
    this.weight = weight(inputs);
  }

  static long sizeBytes(Run[] inputs) {
    long sum = 0;
    for (Run input : inputs) {
      sum += input.sizeBytes();
    }
    return sum;
  }

  private static long weight(Run[] inputs) {
    long sum = 0;
    for (Run input : inputs) {
      sum += input.weight();
    }
    return sum;
  }

  Run[] inputs() {
    return inputs;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** The heap that the result takes so far; another thread may be adding to it. */
  long memoryBytes() {
    RunBuilder target = builder;
    return done || target == null ? 0 : target.memoryBytes();
  }

  /** Whether it may have begun to read the inputs where they lie. */
  boolean begun() {
    return builder != null;
  }

  /** Not before somebody works on it: until then the inputs may leave the memory. */
  private RunBuilder begin() {
    RunBuilder target = builder;
    if (target == null) {
      target = new RunBuilder(storage.open(sizeBytes, causes), causes);
      builder = target;
      cursor.over(inputs);
    }
    return target;
  }

  /** Works until it is done or abandoned. A failure is told to the arrangement's owner. */
  @Override
  public void run() {
    try {
      while (work(PIECE_ENTRIES) > 0) {
        // piece by piece, so that the owner can come in between
      }
    } catch (RuntimeException | Error e) {
      // Kept: the owner gets it with the result.
      assert done;
    }
  }

  /**
   * Goes through about so many entries; returns through how many, 0 if there is nothing left. What
   * it throws, the {@link #result} throws again.
   */
  synchronized long work(long entries) {
    try {
      return advance(entries);
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  private void fail(Throwable cause) {
    failure = cause;
    done = true;
    cursor.clear();
    try {
      abandonResult();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void abandonResult() {
    RunBuilder target = builder;
    if (target != null) {
      target.abandon();
    }
  }

  private long advance(long entries) {
    if (done || abandoned) {
      return 0;
    }
    RunBuilder target = begin();
    long start = cursor.passed();
    while (!done && !abandoned && cursor.passed() - start < entries) {
      if (copyBlock(target)) {
        continue;
      }
      if (cursor.next()) {
        copy(target);
      } else {
        result = expired == null ? target.finish(weight) : target.finish();
        done = true;
      }
    }
    long passed = cursor.passed() - start;
    if (done) {
      cursor.clear();
    }
    return passed;
  }

  /** Rows that come in their order, or in a few ranges of it, are not looked at one by one. */
  private boolean copyBlock(RunBuilder target) {
    RunCursor whole = expired == null ? cursor.block(causes, target.leastBlockBytes()) : null;
    if (whole == null) {
      return false;
    }
    target.addBlock(whole);
    cursor.passBlock();
    return true;
  }

  private void copy(RunBuilder target) {
    if (expired != null
        && expired.test(cursor.bytes(), cursor.keyFrom(), cursor.keyTo(), cursor.valueTo())) {
      return;
    }
    target.add(
        cursor.bytes(),
        cursor.keyFrom(),
        cursor.keyTo(),
        cursor.valueTo(),
        cursor.weight(),
        cursor.cause());
  }

  boolean done() {
    return done;
  }

  /** The run, held; null if everything cancelled out. */
  synchronized @Nullable Run result() {
    return switch (failure) {
      case null -> result;
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException("A merge has failed", failure);
    };
  }

  /** Stops it; the inputs are not read any more when this returns. */
  synchronized void abandon() {
    abandoned = true;
    cursor.clear();
    if (!done) {
      abandonResult();
    } else if (result != null) {
      result.release();
    }
    forget();
  }

  /** Lets go of all: it may wait for its turn for long after others have done it. */
  synchronized void forget() {
    assert done || abandoned;
    inputs = NO_RUNS;
    cursor = new MergeCursor();
    builder = null;
    result = null;
  }
}

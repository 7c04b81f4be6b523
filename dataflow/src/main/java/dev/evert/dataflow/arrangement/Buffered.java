package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/** The buffer of an arrangement, and what it held before that is on its way into a run. */
final class Buffered {
  private static final long LEAST_PART = 1 << 10;

  private @Nullable Buffer buffer;
  private @Nullable Flush flushing;

  void attach(Buffer first) {
    buffer = first;
  }

  /** The heap that the buffer takes. */
  long bufferBytes() {
    return buffer == null ? 0 : buffer.memoryBytes();
  }

  /** How many entries the buffer holds. */
  long bufferEntries() {
    return buffer == null ? 0 : buffer.entries();
  }

  /**
   * With how many entries it is looked again for what has expired, where so many were left: they
   * have come in about three parts by then, each of which may expire as a whole.
   */
  static long most(long left) {
    return left + Math.max(left / 3, LEAST_PART);
  }

  /** How many entries the buffer holds without what has expired; -1 if it can not tell that. */
  long expire(Expiry by) {
    Expiry.Expired expired = by.now();
    boolean can = buffer == null || expired == null || buffer.expire(expired);
    return can ? bufferEntries() : -1;
  }

  /** The heap that all takes that does not lie in runs. */
  long memoryBytes() {
    return bufferBytes() + (flushing == null ? 0 : flushing.memoryBytes());
  }

  /** How many entries do not lie in runs. */
  long entries() {
    return bufferEntries() + (flushing == null ? 0 : flushing.entries());
  }

  /** Has what the buffer holds be on its way; what was so before has been taken. */
  @Nullable Flush begin(RunStorage storage) {
    if (buffer == null || buffer.entries() == 0) {
      return null;
    }
    assert flushing == null;
    Flush flush = new Flush(buffer.freeze(), storage);
    flushing = flush;
    return flush;
  }

  /** Whether {@link #take} does not wait. */
  boolean isWritten() {
    return flushing != null && flushing.done();
  }

  /** Gives what was on its way, written by now; null if there is nothing. */
  @Nullable Run take() {
    if (flushing == null) {
      return null;
    }
    Run run = flushing.take();
    flushing = null;
    if (buffer != null) {
      buffer.written();
    }
    return run;
  }

  /** Forgets all. */
  void clear() {
    if (flushing != null) {
      flushing.giveUp();
      flushing = null;
    }
    if (buffer != null) {
      buffer.clear();
    }
  }
}

package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/** What of an arrangement does not lie in runs yet. Owned by the arrangement's thread. */
public interface Buffer {

  /** The heap that it takes. */
  long memoryBytes();

  /** How many entries it holds, about. */
  long entries();

  /**
   * Hands over all it holds, to be written by anyone. It is empty then, and what it handed over is
   * looked up there until {@link #written}; not called again before.
   */
  Frozen freeze();

  /**
   * Lets go of entries that have expired, if it can find them: what it handed over is not
   * concerned. False if it can not: then all it holds is handed over.
   */
  default boolean expire(Expiry.Expired expired) {
    return false;
  }

  /** What was handed over lies in a run of the arrangement now. */
  void written();

  /** What a buffer held; it is not changed any more. Any thread. */
  interface Frozen {

    /** The heap that it takes. */
    long memoryBytes();

    /** How many entries it holds, about. */
    long entries();

    /** Writes all it holds to a run; null if it holds nothing. */
    @Nullable Run write(RunStorage storage);
  }

  /** Forgets all it holds, and what it handed over. */
  void clear();
}

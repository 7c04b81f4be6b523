package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/** What of an arrangement does not lie in runs yet. Owned by the arrangement's thread. */
public interface Buffer {

  /** The heap that it takes. */
  long memoryBytes();

  /** How many entries it holds, about. */
  long entries();

  /** Writes all it holds to a run and forgets it; null if it holds nothing. */
  @Nullable Run flush(RunStorage storage);

  /** Forgets all it holds. */
  void clear();
}

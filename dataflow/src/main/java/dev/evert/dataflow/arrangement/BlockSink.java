package dev.evert.dataflow.arrangement;

/** Takes the blocks of a run that is being written. */
public interface BlockSink {

  /** Takes the next block, {@code bytes[0, length)}; the array is used again. */
  void block(byte[] bytes, int length);

  /** All blocks came; gives them back to read. */
  Blocks finish(Fences fences, RunTotals totals);

  /** The heap that the blocks so far take. */
  long memoryBytes();

  /** The run is not wanted after all. */
  void abandon();
}

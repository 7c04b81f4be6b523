package dev.evert.dataflow;

/**
 * Takes changes of a Z-set as they come, while a step is made. One thread at a time calls it for
 * one emission; those of several emissions may be called by several threads at once.
 */
@FunctionalInterface
public interface ChangeConsumer {

  /**
   * A row comes or goes.
   *
   * @param bytes holds the row; to be used before returning
   * @param weight how often the row comes; negative: goes
   * @param cause what the change is due to
   */
  void accept(byte[] bytes, int from, int to, long weight, long cause);
}

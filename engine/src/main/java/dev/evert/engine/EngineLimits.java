package dev.evert.engine;

/**
 * How much is done in one go.
 *
 * @param stepChanges the most changes of tables that go into a circuit before it is stepped
 * @param epochChanges an epoch ends, if it can, when so many changes went in
 * @param batchChanges the most changes of a batch for a sink
 * @param batchBytes a batch for a sink ends with the change that takes it beyond this many bytes
 * @param flushChanges a sink makes a long delivery durable in between when so many changes were
 *     written, so that a crash does not cost all of it
 */
public record EngineLimits(
    int stepChanges, int epochChanges, int batchChanges, int batchBytes, int flushChanges) {
  /** What suits a machine of today. */
  public static final EngineLimits DEFAULT =
      new EngineLimits(32_768, 262_144, 5_000, 4 << 20, 200_000);

  public EngineLimits {
    require("stepChanges", stepChanges, 1);
    require("epochChanges", epochChanges, stepChanges);
    require("batchChanges", batchChanges, 1);
    require("batchBytes", batchBytes, 1);
    require("flushChanges", flushChanges, batchChanges);
  }

  /** The same with other batches, if these are smaller. */
  EngineLimits withBatchChanges(int changes) {
    int fewer = Math.min(changes, batchChanges);
    return new EngineLimits(stepChanges, epochChanges, fewer, batchBytes, flushChanges);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}

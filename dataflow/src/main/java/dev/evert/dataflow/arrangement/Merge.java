package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.Nullable;

/** Makes one run of several, a piece at a time. One thread at a time. */
final class Merge {
  private final Run[] inputs;
  private final RunBuilder builder;
  private final MergeCursor cursor = new MergeCursor();
  private final long sizeBytes;
  private boolean done;
  private @Nullable Run result;

  Merge(Run[] inputs, BlockSinks sinks, boolean causes) {
    this.inputs = inputs;
    long sum = 0;
    for (Run input : inputs) {
      sum += input.sizeBytes();
    }
    this.sizeBytes = sum;
    this.builder = new RunBuilder(sinks.open(sum), causes);
    cursor.over(inputs);
  }

  Run[] inputs() {
    return inputs;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Goes through about so many entries; returns through how many. */
  long work(long entries) {
    long start = cursor.passed();
    while (cursor.passed() - start < entries) {
      if (!cursor.next()) {
        long passed = cursor.passed() - start;
        cursor.clear();
        result = builder.finish();
        done = true;
        return passed;
      }
      builder.add(
          cursor.bytes(),
          cursor.keyFrom(),
          cursor.keyTo(),
          cursor.valueTo(),
          cursor.weight(),
          cursor.cause());
    }
    return cursor.passed() - start;
  }

  boolean done() {
    return done;
  }

  /** The run, held; null if everything cancelled out. */
  @Nullable Run result() {
    return result;
  }

  void abandon() {
    cursor.clear();
    builder.abandon();
  }
}

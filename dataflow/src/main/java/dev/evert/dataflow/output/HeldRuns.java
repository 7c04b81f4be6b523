package dev.evert.dataflow.output;

import dev.evert.dataflow.arrangement.Run;
import java.util.List;

/** Runs that are held until this is closed; closing again does nothing. */
public final class HeldRuns implements AutoCloseable {
  private static final Run[] NO_RUNS = {};

  private Run[] runs;

  /** Holds runs that the caller knows to be held. */
  public HeldRuns(Run[] runs) {
    this.runs = runs.clone();
    for (Run run : runs) {
      run.hold();
    }
  }

  /** Holds runs that the caller knows to be held. */
  public HeldRuns(List<Run> runs) {
    this(runs.toArray(NO_RUNS));
  }

  /** The runs. */
  public Run[] runs() {
    return runs;
  }

  @Override
  public void close() {
    Run[] held = runs;
    runs = NO_RUNS;
    for (Run run : held) {
      run.release();
    }
  }
}

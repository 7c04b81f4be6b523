package dev.evert.testing.contract;

/** Ends a run as a killed process would: whatever was not appended before it never was. */
public final class SimulatedCrash extends RuntimeException {
  /** A crash. */
  public SimulatedCrash() {
    super("the process is gone (simulated)");
  }
}

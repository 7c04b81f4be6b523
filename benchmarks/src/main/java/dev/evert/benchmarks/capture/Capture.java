package dev.evert.benchmarks.capture;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Who takes a table's rows and changes; can be ended and begun again where it was. */
interface Capture {
  /** Begins, or goes on. */
  void start() throws Exception;

  /** Waits until it has taken so many rows since the very first start. */
  void awaitRows(long rows);

  /** Ends for now. */
  void stop() throws Exception;

  /** Waits for something that another thread makes true. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }
}

package dev.evert.engine.view;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Work to be done on the view's thread at one exact position: as soon as all transactions that were
 * taken are whole and a condition holds, nothing further is read, the view is published, and the
 * work is done.
 */
record Hold(BooleanSupplier reached, Runnable work, CompletableFuture<Void> done) {

  void run() {
    try {
      work.run();
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}

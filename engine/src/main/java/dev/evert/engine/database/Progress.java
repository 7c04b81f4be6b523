package dev.evert.engine.database;

import dev.evert.engine.view.Published;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.function.BooleanSupplier;

/** Waits for the worker. Any thread. */
final class Progress {
  /** A worker that fails wakes all who wait; this is for one that fails to. */
  private static final long LOOK_MILLIS = 1000;

  private final DatabaseWorker worker;

  Progress(DatabaseWorker worker) {
    this.worker = worker;
  }

  /** Fails if the worker has. */
  void requireRunning() {
    worker
        .failure()
        .ifPresent(failure -> {
          throw new EvertException(
              failure.code(),
              "the database has stopped: " + failure.getMessage(),
              failure.remedy(),
              failure);
        });
  }

  /** Until all that the log held when the worker began can be read. */
  void awaitRecovered() {
    await(worker::recovered);
  }

  /** Until what the log holds before a position can be read. */
  void awaitPublished(long position) {
    await(() -> worker.published().time() >= position);
  }

  /** Until the definition at a position is carried out. */
  void awaitDefined(long position) {
    await(() -> worker.definedThrough() >= position);
  }

  /** Until all that the definition at a position has made is filled. */
  void awaitFilledBy(long position) {
    worker.standing().waiting().stream()
        .map(Entry::id)
        .filter(id -> Ids.position(id) == position)
        .forEach(this::awaitFilled);
  }

  /** Until something is filled, or is not there any more. */
  void awaitFilled(long id) {
    await(() -> {
      worker
          .unfilled(id)
          .ifPresent(failure -> {
            throw failure;
          });
      return worker.standing().waiting().stream().noneMatch(entry -> entry.id() == id);
    });
  }

  private void await(BooleanSupplier condition) {
    Published published = worker.published();
    try {
      while (true) {
        long seen = published.changes();
        requireRunning();
        if (condition.getAsBoolean()) {
          return;
        }
        published.awaitChange(seen, LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvertException(ErrorCode.INTERNAL, "interrupted while waiting", null, e);
    }
  }
}

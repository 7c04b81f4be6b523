package dev.evert.engine.database;

import dev.evert.engine.view.Published;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.function.Predicate;

/** Waits for the worker that works, or the one that takes its place. Any thread. */
final class Progress {
  /** A worker that fails wakes all who wait; this is for one that fails to. */
  private static final long LOOK_MILLIS = 1000;

  private final Workers workers;

  Progress(Workers workers) {
    this.workers = workers;
  }

  /** Says that nothing can be asked any more. */
  static EvertException closed() {
    return new EvertException(ErrorCode.DATABASE_CLOSED, "the database is closed");
  }

  /** Fails if no worker works any more. */
  void requireRunning() {
    workers
        .failure()
        .ifPresent(failure -> {
          throw failure.code() == ErrorCode.DATABASE_CLOSED
              ? failure
              : new EvertException(
                  failure.code(),
                  "the database has stopped: " + failure.getMessage(),
                  failure.remedy(),
                  failure);
        });
  }

  /** Until all that the log held when the worker began can be read. */
  void awaitRecovered() {
    await(worker -> worker.recovered() && !worker.ended());
  }

  /** Until what the log holds before a position can be read. */
  void awaitPublished(long position) {
    await(worker -> worker.published().time() >= position);
  }

  /** Until a change can be read that the log has. */
  void awaitWritten(long position) {
    try {
      awaitPublished(position);
    } catch (EvertException e) {
      throw new EvertException(
          e.code(),
          e.getMessage() + "; what the statement has changed is durable",
          "Do not repeat the statement: the change is there when the database is opened again.",
          e);
    }
  }

  /** Until the definition at a position is carried out. */
  void awaitDefined(long position) {
    await(worker -> worker.definedThrough() >= position);
  }

  /** Until all that the definition at a position has made is filled. */
  void awaitFilledBy(long position) {
    workers.now().standing().waiting().stream()
        .map(Entry::id)
        .filter(id -> Ids.position(id) == position)
        .forEach(this::awaitFilled);
  }

  /** Until something is filled, or is not there any more. */
  void awaitFilled(long id) {
    await(worker -> {
      worker
          .unfilled(id)
          .ifPresent(failure -> {
            throw failure;
          });
      return worker.standing().waiting().stream().noneMatch(entry -> entry.id() == id);
    });
  }

  /** Until another worker has taken the place of one. */
  void awaitSuccessor(DatabaseWorker former) {
    await(worker -> worker != former);
  }

  private void await(Predicate<DatabaseWorker> condition) {
    try {
      while (true) {
        DatabaseWorker worker = workers.now();
        Published published = worker.published();
        long seen = published.changes();
        if (condition.test(worker)) {
          return;
        }
        requireRunning();
        published.awaitChange(seen, LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvertException(ErrorCode.INTERNAL, "interrupted while waiting", null, e);
    }
  }
}

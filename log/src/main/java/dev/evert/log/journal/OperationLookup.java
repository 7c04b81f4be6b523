package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.OperationId;
import dev.evert.log.operations.OperationTable;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The operations of the log, for the committer and for who asks. */
final class OperationLookup {
  private final ReentrantLock lock = new ReentrantLock();
  private final OperationTable table;
  private final DurableEnd durable;

  OperationLookup(OperationTable table, DurableEnd durable) {
    this.table = table;
    this.durable = durable;
  }

  /** The outcome of an operation, durable or about to be; null if it is new. */
  @Nullable Appended outcome(OperationId id) {
    lock.lock();
    try {
      int handle = table.find(id.high(), id.low());
      return handle < 0 ? null : Committer.outcome(table.first(handle), table.events(handle), true);
    } finally {
      lock.unlock();
    }
  }

  /** The outcome of a durable operation. */
  Optional<Appended> find(OperationId id) {
    Appended outcome = id.isNone() ? null : outcome(id);
    return outcome == null || outcome.end().ordinal() > durable.get()
        ? Optional.empty()
        : Optional.of(outcome);
  }

  /** Adds a new operation. */
  void add(OperationId id, long first, int events) {
    lock.lock();
    try {
      table.add(id.high(), id.low(), first, events);
    } finally {
      lock.unlock();
    }
  }
}

package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.OperationId;
import dev.evert.log.operations.OperationIndex;
import dev.evert.log.operations.OperationPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of the log, for the committer and for who asks. */
final class OperationLookup {
  private final OperationIndex index;
  private final DurableEnd durable;

  OperationLookup(OperationIndex index, DurableEnd durable) {
    this.index = index;
    this.durable = durable;
  }

  /** The outcome of an operation, durable or about to be; null if it is new. */
  @Nullable Appended outcome(OperationId id) {
    OperationPlace place = index.find(id.high(), id.low());
    return place == null ? null : Committer.outcome(place.first(), place.events(), true);
  }

  /** The outcome of a durable operation. */
  Optional<Appended> find(OperationId id) {
    Appended outcome = id.isNone() ? null : outcome(id);
    return outcome == null || outcome.end().ordinal() > durable.get()
        ? Optional.empty()
        : Optional.of(outcome);
  }
}

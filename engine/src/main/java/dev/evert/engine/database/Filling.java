package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.state.StateDamage;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineLimits;
import dev.evert.engine.LogFailures;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.Published;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.StreamId;
import dev.evert.spi.error.EvertException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has views and indexes filled that are defined and not kept yet: all that wait together, or each
 * apart once that has failed, so that one that can not be filled hinders no other. The worker's
 * thread owns it; {@link #refused} may be asked on any.
 */
final class Filling {
  private final Log log;
  private final StateStore store;
  private final EngineLimits limits;
  private final StreamId clock;
  private final Published published;
  private final Map<Long, EvertException> refused = new ConcurrentHashMap<>();
  private @Nullable Backfill running;
  private boolean apart;

  /**
   * Fills nothing yet.
   *
   * @param clock the stream that tells the time
   * @param published how far the worker is; whoever waits for it is woken when something is refused
   * @param extent of what the worker began with
   */
  Filling(
      Log log,
      StateStore store,
      EngineLimits limits,
      StreamId clock,
      Published published,
      Recovery.Extent extent) {
    this.log = log;
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.published = published;
    this.apart = extent == Recovery.Extent.TABLES;
  }

  /**
   * What was filled.
   *
   * @param ids of the views and indexes
   * @param circuit that keeps them
   */
  record Filled(Set<Long> ids, Circuit circuit) {}

  /** Whether something is being filled. */
  boolean isBusy() {
    return running != null;
  }

  /** What has come up to the circuit that stands, if anything has. */
  Optional<Filled> filled(Standing standing) {
    Backfill near = running;
    if (near == null) {
      return Optional.empty();
    }
    if (!near.isWantedIn(standing.catalog())) {
      near.stop();
    }
    if (!near.isNear()) {
      return Optional.empty();
    }
    running = null;
    try {
      if (near.isStopped()) {
        near.cancel();
        return Optional.empty();
      }
      return Optional.of(new Filled(near.ids(), near.finish(standing.circuit().time())));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      near.cancel();
      refuse(near.wanted(), LogFailures.translate(e));
      return Optional.empty();
    }
  }

  /** Begins to fill what waits, unless something is being filled. */
  void begin(Standing standing, SourceLedger ledger) {
    if (running != null) {
      return;
    }
    List<Entry> waiting =
        standing.waiting().stream().filter(entry -> !refused.containsKey(entry.id())).toList();
    if (waiting.isEmpty()) {
      apart = false;
      return;
    }
    List<Entry> next = apart ? waiting.subList(0, 1) : waiting;
    try {
      Backfill begun =
          new Backfill(log, store, limits, next, standing, clock, ledger.copy(), published::time);
      running = begun;
      begun.start();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      refuse(next, LogFailures.translate(e));
    }
  }

  /** What the log or the state is to blame for is not the view's fault. */
  private void refuse(List<Entry> wanted, EvertException failure) {
    boolean damaged = StateDamage.in(store.directory(), failure).isPresent();
    if (damaged || failure.getCause() instanceof LogException) {
      throw failure;
    }
    if (wanted.size() > 1) {
      apart = true;
      return;
    }
    Entry entry = wanted.getFirst();
    refused.put(entry.id(), told(entry, failure));
    published.nudge();
  }

  private static EvertException told(Entry entry, EvertException failure) {
    return new EvertException(
        failure.code(),
        entry.kind()
            + " \""
            + entry.name()
            + "\" is defined, but can not be filled: "
            + failure.getMessage(),
        "Drop it, and define it again when this is mended: " + failure.remedy(),
        failure);
  }

  /** Why a view or index could not be filled. */
  Optional<EvertException> refused(long id) {
    return Optional.ofNullable(refused.get(id));
  }

  /** Gives up what is being filled. */
  void cancel() {
    if (running != null) {
      running.cancel();
    }
  }
}

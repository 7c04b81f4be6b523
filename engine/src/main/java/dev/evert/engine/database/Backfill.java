package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineLimits;
import dev.evert.engine.LogFailures;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.Assistant;
import dev.evert.engine.view.TableCopy;
import dev.evert.log.Log;
import dev.evert.log.StreamId;
import dev.evert.spi.error.EvertException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Fills views and indexes from the tables as they are at one position, then takes them along the
 * log, in a circuit of their own, while all others go on. Its thread owns that circuit until it has
 * ended; then the one that calls {@link #finish}.
 */
final class Backfill {
  /** A step takes less, unless a function in Java does not return. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Log log;
  private final StateStore store;
  private final EngineLimits limits;
  private final List<Entry> wanted;
  private final Set<Entry.Table> tables;
  private final Snapshot snapshot;
  private final StreamId clock;
  private final SourceLedger ledger;
  private SourceLedger read = new SourceLedger();
  private final LongSupplier published;
  private final Circuit circuit;
  private final Thread thread;
  private volatile boolean cancelled;
  private volatile Optional<EvertException> failure = Optional.empty();

  /**
   * Prepares to fill.
   *
   * @param wanted views and indexes of the catalog
   * @param standing as it was published last
   * @param clock the stream that tells the time
   * @param ledger a copy of what was read of the log then
   * @param published how far the others are
   */
  Backfill(
      Log log,
      StateStore store,
      EngineLimits limits,
      Collection<Entry> wanted,
      Standing standing,
      StreamId clock,
      SourceLedger ledger,
      LongSupplier published) {
    this.log = log;
    this.store = store;
    this.limits = limits;
    this.wanted = List.copyOf(wanted);
    this.clock = clock;
    this.ledger = ledger;
    this.published = published;
    this.tables = CatalogCircuit.tablesOf(standing.catalog(), wanted);
    this.circuit = CatalogCircuit.ofOnly(standing.catalog(), wanted).buildEmpty(store);
    this.circuit.advanceTo(standing.circuit().now());
    this.snapshot = snapshot(standing);
    this.thread = Assistant.evaluating("backfill").daemon().unstarted(this::run);
  }

  private Snapshot snapshot(Standing standing) {
    try {
      return Snapshot.of(standing, tables.stream().map(Entry::name).toList(), Map.of());
    } catch (RuntimeException e) {
      circuit.close();
      throw e;
    }
  }

  /** Begins to fill, on a thread of its own. */
  void start() {
    thread.start();
  }

  /** The ids of what is filled. */
  Set<Long> ids() {
    return wanted.stream().map(Entry::id).collect(Collectors.toUnmodifiableSet());
  }

  /** What is filled. */
  List<Entry> wanted() {
    return wanted;
  }

  /** Whether any of it is still there. */
  boolean isWantedIn(Catalog catalog) {
    return catalog.entries().stream().map(Entry::id).anyMatch(ids()::contains);
  }

  private void run() {
    try (snapshot) {
      if (replaysLog()) {
        circuit.step(); // what is there without any row, e.g. a count of 0
        catchUp(new SourceLedger());
        return;
      }
      for (Entry.Table table : tables) {
        TableInput input = circuit.input(CircuitNames.of(table));
        RowCursor rows = snapshot.take(table.name());
        TableCopy.copy(rows, circuit, input, store.memoryBytes(), () -> cancelled);
        if (cancelled) {
          return;
        }
      }
      circuit.step(); // what is there without any row, e.g. a count of 0
      circuit.publish(snapshot.position());
      catchUp(ledger);
    } catch (RuntimeException | Error e) {
      failure = Optional.of(LogFailures.translate(e));
    }
  }

  /**
   * Whether what is wanted depends on the order in which rows came, as all does that is late or is
   * forgotten: then it is derived from the log's start.
   */
  private boolean replaysLog() {
    return tables.stream().anyMatch(table -> table.definition().watermark().isPresent());
  }

  /** What came while the tables were copied. Little comes while that is taken. */
  private void catchUp(SourceLedger from) {
    read = from;
    try (Follower follower = follower()) {
      long former = Long.MAX_VALUE;
      long distance = published.getAsLong() - position();
      while (distance > 0 && distance < former) {
        former = distance;
        if (!follower.follow(published.getAsLong(), () -> cancelled)) {
          return;
        }
        distance = published.getAsLong() - position();
      }
    }
  }

  private long position() {
    return Math.max(0, circuit.time());
  }

  private Follower follower() {
    return new Follower(log, circuit, tables, clock, read, limits.stepChanges());
  }

  /** Whether {@link #finish} has little to do. */
  boolean isNear() {
    return !thread.isAlive();
  }

  /** Asks it to end soon, not filled. */
  void stop() {
    cancelled = true;
  }

  /** Whether it was asked to end. */
  boolean isStopped() {
    return cancelled;
  }

  /** The circuit, as it is at a position, which is not before the one that was published last. */
  Circuit finish(long upTo) {
    failure.ifPresent(e -> {
      throw e;
    });
    try (Follower follower = follower()) {
      follower.follow(upTo, () -> false);
    }
    return circuit;
  }

  /**
   * Gives up what was filled. What a function in Java that does not return works on is left to it:
   * nobody else uses it.
   */
  void cancel() {
    cancelled = true;
    if (Ending.await(thread, PATIENCE, () -> false)) {
      snapshot.close();
      circuit.close();
    }
  }
}

package dev.evert.engine.view;

import dev.evert.dataflow.Circuit;
import dev.evert.engine.LogFailures;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.status.Failure;
import dev.evert.log.LogReader;
import dev.evert.spi.error.EvertException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Keeps a view current: reads the log in order, runs epochs and publishes them. The thread that
 * calls {@link #run} or {@link #step} owns the circuit, the ledgers and the reader.
 *
 * <p>A time of the view is the position after the last event that is in it. An epoch ends where no
 * transaction is cut, and never before all sources are complete; the first one comes when they are,
 * even if there is not a single row.
 */
final class ViewWorker {
  /** Idle, the worker looks around so often, though nothing was appended. */
  private static final long IDLE_MILLIS = 50;

  private final Circuit circuit;
  private final LogReader reader;
  private final InputRouter router;
  private final List<SourceLedger> ledgers;
  private final Published published;
  private final Checkpoints checkpoints;
  private final NavigableSet<Long> boundaries;
  private final BooleanSupplier outgrown;
  private final int epochChanges;
  private final ConcurrentLinkedQueue<Hold> holds = new ConcurrentLinkedQueue<>();
  private final AtomicLong epochs = new AtomicLong();
  private volatile Optional<EvertException> failure = Optional.empty();
  private volatile boolean stopping;
  private volatile boolean recovered;
  private volatile boolean finished;
  private volatile boolean superseded;
  private volatile boolean ended;
  private volatile long changes;
  private long readTo;
  private long publishedChanges;

  /**
   * @param from the position at which the reader stands
   * @param outgrown whether another view has to take this one's place
   * @param epochChanges an epoch ends, if it can, when so many changes went in
   * @param boundaries times at which an epoch must end, since a sink may stand there
   */
  ViewWorker(
      Circuit circuit,
      LogReader reader,
      InputRouter router,
      List<SourceLedger> ledgers,
      Published published,
      Checkpoints checkpoints,
      NavigableSet<Long> boundaries,
      long from,
      BooleanSupplier outgrown,
      int epochChanges) {
    this.circuit = circuit;
    this.reader = reader;
    this.router = router;
    this.ledgers = ledgers;
    this.published = published;
    this.checkpoints = checkpoints;
    this.boundaries = new TreeSet<>(boundaries);
    this.readTo = from;
    this.outgrown = outgrown;
    this.epochChanges = epochChanges;
  }

  /**
   * Works until {@link #stop} or a failure, then makes a last checkpoint.
   *
   * @param whenRecovered called once, when what the log held at the start was read
   */
  void run(Runnable whenRecovered) {
    try {
      while (!stopping && failure.isEmpty()) {
        if (!step(whenRecovered)) {
          reader.await(Duration.ofMillis(Math.min(IDLE_MILLIS, checkpoints.dueInMillis(readTo))));
        }
      }
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      fail(LogFailures.translate(e));
    } finally {
      endHolds();
      reader.close();
      published.nudge();
    }
  }

  /**
   * Runs an epoch of what can be read now.
   *
   * @param whenRecovered called when there was nothing to read for the first time
   * @return whether there was anything to do
   */
  boolean step(Runnable whenRecovered) {
    if (failure.isPresent()) {
      return false;
    }
    if (stepOrFail()) {
      return true;
    }
    if (recovered) {
      return false;
    }
    recovered = true;
    if (!stopping) {
      whenRecovered.run();
    }
    return true;
  }

  /** What has failed in a step is not to be used any further, nor to be kept. */
  private boolean stepOrFail() {
    try {
      return step();
    } catch (RuntimeException | Error e) {
      fail(LogFailures.translate(e));
      throw e;
    }
  }

  /** Whether the worker ended so that another view can take this one's place. */
  boolean superseded() {
    return superseded;
  }

  /** Whether what the log held at the start was read. */
  boolean recovered() {
    return recovered;
  }

  /** It can not go on: the first reason counts. Any thread. */
  synchronized void fail(EvertException cause) {
    if (failure.isEmpty()) {
      failure = Optional.of(cause);
    }
  }

  private void endHolds() {
    ended = true;
    for (Hold hold = holds.poll(); hold != null; hold = holds.poll()) {
      hold.done()
          .completeExceptionally(
              failure.isEmpty()
                  ? new ViewEndedException()
                  : new IllegalStateException(failure.get().getMessage()));
    }
  }

  private boolean step() {
    boolean read = false;
    boolean whole = true;
    boolean end = false;
    Optional<Hold> hold = firstHold();
    boolean held = reached(hold, true);
    long from = router.changes();
    while (!held && !end && reader.next()) {
      read = true;
      whole = router.take(reader.event());
      readTo = reader.event().version() + 1;
      held = reached(hold, whole);
      end = whole && (boundaries.contains(readTo) || router.changes() - from >= epochChanges);
    }
    assert whole : "an append ends inside a transaction at " + readTo;
    publish(boundaries.contains(readTo));
    if (complete() && router.takeSchemaChange() && outgrown.getAsBoolean()) {
      publish(true);
      superseded = true;
      stopping = true;
    } else if (held) {
      publish(true);
      holds.remove(hold.orElseThrow());
      hold.orElseThrow().run();
    }
    finished = recovered && allEnded() && !unpublished();
    checkpoints.perhaps(readTo, this::unpublished);
    return read;
  }

  /** The first one whose asker still waits. */
  private Optional<Hold> firstHold() {
    holds.removeIf(hold -> hold.done().isDone());
    return Optional.ofNullable(holds.peek());
  }

  private boolean reached(Optional<Hold> hold, boolean whole) {
    return whole && hold.isPresent() && complete() && hold.get().reached().getAsBoolean();
  }

  private boolean unpublished() {
    return published.time() == 0 || router.changes() != publishedChanges;
  }

  private void publish(boolean evenIfUnchanged) {
    router.step();
    changes = router.changes();
    boolean wanted = evenIfUnchanged || unpublished();
    if (!complete() || !wanted || readTo <= published.time()) {
      return;
    }
    if (published.time() == 0) {
      circuit.step(); // what is there without any row, e.g. a count of 0
    }
    circuit.publish(readTo);
    publishedChanges = router.changes();
    epochs.incrementAndGet();
    boundaries.headSet(readTo, true).clear();
    published.advance(readTo);
  }

  private boolean complete() {
    return ledgers.stream().allMatch(SourceLedger::complete);
  }

  private boolean allEnded() {
    return ledgers.stream().allMatch(SourceLedger::ended);
  }

  /** Whether all sources have ended and all that came from them is published. */
  boolean finished() {
    return finished;
  }

  /** Makes a last checkpoint; what is still held fails. */
  void finish() {
    if (failure.isEmpty()) {
      publish(false);
      checkpoints.last(readTo, this::unpublished);
    }
    endHolds();
  }

  /**
   * Does work on the worker's own thread as soon as a condition holds; see {@link Hold}. If the
   * worker ends before, what is returned fails, with {@link ViewEndedException} if nothing is
   * wrong.
   */
  CompletableFuture<Void> holdAt(BooleanSupplier reached, Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    holds.add(new Hold(reached, work, done));
    if (ended) {
      endHolds(); // the worker, which may have looked before, does not look again
    }
    return done;
  }

  /** Asks the worker to come to an end. */
  void stop() {
    stopping = true;
  }

  /** Why the worker has stopped, if it can not go on. */
  Optional<Failure> failure() {
    return failure.map(Failure::of);
  }

  /** {@link #failure} as it was thrown. */
  Optional<EvertException> cause() {
    return failure;
  }

  /** Epochs published by this run. */
  long epochs() {
    return epochs.get();
  }

  /** Changes that went into the circuit in this run. */
  long changes() {
    return changes;
  }
}

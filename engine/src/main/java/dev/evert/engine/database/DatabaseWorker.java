package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.LogFailures;
import dev.evert.engine.database.Definitions.Definition;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.Checkpoints;
import dev.evert.engine.view.InputRouter;
import dev.evert.engine.view.Published;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps tables and views current: reads the log in order, runs epochs, publishes all at once, and
 * carries definitions out where they stand in the log. Its thread owns the circuit; this object
 * guards what is published.
 */
final class DatabaseWorker {
  /** Idle, the worker looks around so often, though nothing was appended. */
  private static final long IDLE_MILLIS = 50;

  /** While views are filled, more often. */
  private static final long FILLING_MILLIS = 2;

  private final Log log;
  private final EngineOptions options;
  private final Definitions definitions;
  private final Definer definer;
  private final ClockEvents clock;
  private final StateStore store;
  private final SourceLedger ledger;
  private final Checkpoints checkpoints;
  private final Published published;
  private final Filling filling;
  private final Errands errands = new Errands();

  /** Definitions before this position are carried out already. */
  private final long definedTo;

  /** The end of the log when the worker began. */
  private final long recoverTo;

  private Standing standing;
  private LogReader reader;
  private InputRouter router;
  private long readTo;
  private boolean closed;
  private volatile boolean stopping;
  private volatile boolean saving;
  private volatile boolean recovered;
  private volatile long definedThrough;
  private volatile Optional<EvertException> failure = Optional.empty();

  /**
   * Goes on from where a circuit is.
   *
   * @param standing as the circuit was restored, with all definitions before {@code definedTo}
   * @param ledger says whether a change of rows was read in part
   * @param extent of what the circuit keeps
   */
  DatabaseWorker(
      Log log,
      EngineOptions options,
      Definitions definitions,
      Definer definer,
      StateStore store,
      Standing standing,
      SourceLedger ledger,
      long definedTo,
      Recovery.Extent extent) {
    this.log = log;
    this.options = options;
    this.definitions = definitions;
    this.definer = definer;
    this.clock = new ClockEvents(log, options.clock());
    this.store = store;
    this.ledger = ledger;
    this.definedTo = definedTo;
    this.standing = standing;
    this.definedThrough = definedTo - 1;
    this.readTo = Math.max(0, standing.circuit().time());
    this.recoverTo = log.durable().version();
    this.published = new Published(readTo);
    this.filling = new Filling(log, store, options.limits(), clock.stream(), published, extent);
    this.router = router();
    this.reader = reader();
    this.checkpoints =
        new Checkpoints(
            () -> this.standing.circuit(),
            () -> new DatabaseNote(this.standing.kept(), ledger),
            options,
            readTo,
            published::time,
            _ -> {});
  }

  private LogReader reader() {
    List<StreamId> streams = new ArrayList<>(TableStreams.of(log, standing.catalog().tables()));
    streams.add(definitions.stream());
    streams.add(clock.stream());
    return log.reader(Position.ofOrdinal(readTo), streams);
  }

  private InputRouter router() {
    Collection<Entry.Table> tables = standing.catalog().tables();
    Circuit circuit = standing.circuit();
    List<TableInput> inputs =
        tables.stream().map(table -> circuit.input(CircuitNames.of(table))).toList();
    return new InputRouter(
        log,
        TableStreams.routes(log, tables),
        List.of(ledger),
        inputs,
        circuit::step,
        options.limits().stepChanges());
  }

  /** Works until {@link #stop} or a failure, then makes a last checkpoint. */
  void run() {
    try {
      while (!stopping && failure.isEmpty()) {
        if (!step()) {
          long idle = filling.isBusy() ? FILLING_MILLIS : IDLE_MILLIS;
          reader.await(Duration.ofMillis(Math.min(idle, checkpoints.dueInMillis(readTo))));
        }
      }
      save();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      fail(LogFailures.translate(e));
    } finally {
      filling.cancel();
      errands.end();
      reader.close();
      published.nudge();
    }
  }

  private void save() {
    if (failure.isEmpty()) {
      saving = true;
      try {
        checkpoints.last(readTo, this::unpublished);
      } finally {
        saving = false;
      }
    }
  }

  /** Whether it is busy with its last checkpoint. */
  boolean saving() {
    return saving;
  }

  /** It can not go on: the first reason counts. Any thread. */
  synchronized void fail(EvertException cause) {
    if (failure.isEmpty()) {
      failure = Optional.of(cause);
    }
  }

  /** What the operators hold and did that a view is made by, as of now. */
  List<OperatorStats> stats(Entry.View view) {
    return errands.run(() -> standing.circuit().stats(CircuitNames.of(view)));
  }

  private boolean step() {
    boolean read = false;
    boolean whole = true;
    Optional<Definition> definition = Optional.empty();
    long from = router.changes();
    int most = options.limits().epochChanges();
    while (definition.isEmpty() && !(whole && router.changes() - from >= most) && reader.next()) {
      read = true;
      EventView event = reader.event();
      if (event.stream() == definitions.stream().value()) {
        definition = Optional.of(Definitions.read(event));
      } else if (event.stream() == clock.stream().value()) {
        standing.circuit().advanceTo(ClockEvents.read(event));
      } else {
        whole = router.take(event);
      }
      readTo = event.version() + 1;
    }
    router.step();
    tick(read);
    if (read || standing.circuit().time() < readTo) {
      publish();
    }
    definition.filter(found -> found.position() >= definedTo).ifPresent(this::define);
    if (!recovered && (!read || readTo >= recoverTo)) {
      recovered = true;
      published.nudge();
    }
    fill();
    errands.runOpen();
    checkpoints.perhaps(readTo, this::unpublished);
    return read;
  }

  /** Has the present told to what depends on it, and written down from time to time. */
  private void tick(boolean read) {
    Circuit circuit = standing.circuit();
    if (!circuit.isTimed()) {
      return;
    }
    if (read) {
      circuit.step();
    } else if (recovered && !stopping) {
      clock.tick();
    }
  }

  private boolean unpublished() {
    return standing.circuit().time() < readTo;
  }

  private void publish() {
    synchronized (this) {
      standing.circuit().publish(readTo);
    }
    published.advance(readTo);
  }

  private void define(Definition definition) {
    Catalog catalog = definer.apply(standing.catalog(), definition);
    if (catalog.hasEntriesOf(standing.catalog())) {
      tell(catalog);
    } else {
      redefine(catalog, standing.kept(), List.of(standing.circuit()));
    }
    definedThrough = definition.position();
    published.nudge();
  }

  private synchronized void tell(Catalog catalog) {
    standing = new Standing(catalog, standing.kept(), standing.circuit());
  }

  /** Goes on with a circuit for another catalog, with the state of those that there are. */
  private void redefine(Catalog catalog, Set<Long> kept, List<Circuit> circuits) {
    Set<Long> still = new HashSet<>();
    catalog.entries().stream().map(Entry::id).filter(kept::contains).forEach(still::add);
    synchronized (this) { // nobody may see those that the new one is made from meanwhile
      Circuit next = CatalogCircuit.of(catalog, still).buildFrom(store, circuits);
      standing = new Standing(catalog, still, next);
    }
    reader.close();
    reader = reader();
    router = router();
    checkpoints.invalidate();
    published.nudge();
  }

  /** Takes in what has come up, and begins to fill what is not filled yet. */
  private void fill() {
    filling.filled(standing).ifPresent(this::takeIn);
    if (recovered && standing.circuit().time() > 0) {
      filling.begin(standing, ledger);
    }
  }

  private void takeIn(Filling.Filled filled) {
    Set<Long> kept = new HashSet<>(standing.kept());
    kept.addAll(filled.ids());
    redefine(standing.catalog(), kept, List.of(standing.circuit(), filled.circuit()));
  }

  /** Asks the worker to come to an end. */
  void stop() {
    stopping = true;
  }

  /** Lets go of everything, when the worker's thread has ended. */
  void close() {
    checkpoints.close();
    synchronized (this) {
      if (!closed) {
        closed = true;
        standing.circuit().close();
      }
    }
  }

  /** What is closed looks empty. */
  private void requireOpen() {
    if (closed) {
      throw new EvertException(ErrorCode.VIEW_NOT_READY, "what there is is derived anew");
    }
  }

  /** Whether it works no more, and has nothing to be asked for. */
  boolean ended() {
    return errands.ended() || failure.isPresent();
  }

  /** Why the last checkpoint could not be written, if so. */
  Optional<EvertException> checkpointFailure() {
    return checkpoints.failure();
  }

  /** Up to when everything can be read. */
  Published published() {
    return published;
  }

  /** Why the worker has stopped, if it can not go on. */
  Optional<EvertException> failure() {
    return failure;
  }

  /** What there is, as of what is published. */
  synchronized Standing standing() {
    return standing;
  }

  /** All definitions up to this position are carried out. */
  long definedThrough() {
    return definedThrough;
  }

  /** Whether what the log held at the start was read. */
  boolean recovered() {
    return recovered;
  }

  /** Whether a table has a row with a key, as of what is published. */
  synchronized boolean contains(Entry.Table table, byte[] key, int from, int to) {
    requireOpen();
    return standing.contains(table, key, from, to);
  }

  /** The digest of a table or materialized view, as of what is published. */
  synchronized ViewDigest digest(String name) {
    requireOpen();
    return standing.digest(name);
  }

  /** At most so many of the errors of a table or view, as of what is published. */
  synchronized List<RowError> errors(Entry.Relation relation, int limit) {
    requireOpen();
    return standing.errors(relation, limit);
  }

  /** Why a view or index could not be filled. */
  Optional<EvertException> unfilled(long id) {
    return filling.refused(id);
  }

  /** The rows of tables and materialized views, all at one position; see {@link Snapshot#of}. */
  synchronized Snapshot snapshot(Collection<String> names, Map<String, byte[]> keys) {
    requireOpen();
    return Snapshot.of(standing, names, keys);
  }
}

package dev.evert.engine.view;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.state.StateDamage;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.Closing;
import dev.evert.engine.EngineLimits;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.EngineOptions.Threading;
import dev.evert.engine.delivery.DeliveryIntents;
import dev.evert.engine.delivery.DeliveryIntents.Intent;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pipe's view: its circuit, restored from the last checkpoint, and the thread that runs it. */
public final class MaintainedView implements AutoCloseable {
  private final int[] sourceOfTable;
  private final PipePlan plan;
  private final int generation;
  private final Threading threading;
  private final StateThreads threads;
  private final StateStore store;
  private final Circuit circuit;
  private final ViewOutput output;
  private final List<TableInput> tables;
  private final List<SourceLedger> ledgers;
  private final Map<String, Intent> intents;
  private final SinkReaders readers;
  private final Published published;
  private final Checkpoints checkpoints;
  private final ViewWorker worker;
  private volatile List<Schema> lastSchemas = List.of();
  private @Nullable Thread thread;

  /**
   * Restores a view, or begins it.
   *
   * @param directory holds its state
   * @param sinks the names of the sinks that read it
   */
  public MaintainedView(
      ViewOrigin origin,
      Path directory,
      DeliveryIntents deliveries,
      List<String> sinks,
      EngineOptions options) {
    sourceOfTable = origin.sourceOfTable().clone();
    plan = origin.plan();
    generation = origin.generation().number();
    threading = options.threading();
    threads = new StateThreads(threading);
    List<AutoCloseable> opened = new ArrayList<>(List.of(threads));
    try {
      store = threads.attachTo(StateStore.open(directory, options.stateBytes()));
      opened.add(store);
      CircuitBuilder builder = new CircuitBuilder();
      plan.build(builder);
      circuit = builder.build(store);
      opened.addFirst(circuit);
      output = circuit.output(PipePlan.VIEW);
      tables =
          IntStream.range(0, sourceOfTable.length)
              .mapToObj(table -> circuit.input(PipePlan.table(table)))
              .toList();
      CheckpointNote note = note(origin.streams().sources().size());
      long restored = circuit.restored().orElse(0);
      long time = Math.max(restored, origin.generation().from());
      ledgers = note.ledgers();
      intents = new HashMap<>(note.intents());
      intents.putAll(deliveries.since(Position.ofOrdinal(time)));
      published = new Published(restored);
      readers = new SinkReaders(output);
      NavigableSet<Long> boundaries = readers.open(sinks, intents);
      checkpoints =
          new Checkpoints(
              () -> circuit,
              () -> new CheckpointNote(ledgers, readers.standing(deliveries.last(intents))),
              options,
              time,
              published::time,
              origin::release);
      opened.addFirst(checkpoints);
      if (restored > 0) {
        origin.release(note.neededFrom(restored));
      }
      worker = worker(origin, time, boundaries, options.limits());
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
  }

  private CheckpointNote note(int sources) {
    return circuit.restored().isEmpty()
        ? CheckpointNote.empty(sources)
        : CheckpointNote.decode(store.saved().orElseThrow().attachment());
  }

  /** Whether the changes that follow on what a sink may hold are not kept any more. */
  public boolean lost(String sink) {
    return readers.lost(sink);
  }

  /** A reader from the view's beginning, in the place of the sink's present one. */
  public OutputReader restartReader(String sink) {
    return readers.restart(sink);
  }

  /** The changes of the view, for a sink that was named when the view was opened. */
  public OutputReader reader(String sink) {
    return readers.reader(sink);
  }

  /** The tables' schemas; only while the view's thread does not run. */
  public List<Schema> lastSchemas() {
    return lastSchemas;
  }

  /** Whether the tables have columns that the view would show and does not. */
  private boolean outgrown() {
    List<Schema> now = tables.stream().map(TableInput::schema).toList();
    lastSchemas = now;
    return !plan.inputs().equals(now) && !plan.over(now).schema().equals(plan.schema());
  }

  /** Whether the view came to its end since its tables have columns that it should show too. */
  public boolean superseded() {
    return worker.superseded();
  }

  /** The number of the view's generation. */
  public int generation() {
    return generation;
  }

  private ViewWorker worker(
      ViewOrigin origin, long time, NavigableSet<Long> boundaries, EngineLimits limits) {
    LogReader reader = origin.log().reader(Position.ofOrdinal(time), origin.streams().inputs());
    InputRouter router =
        new InputRouter(
            origin.log(),
            Routes.of(origin.streams(), sourceOfTable),
            ledgers,
            tables,
            circuit::step,
            limits.stepChanges());
    return new ViewWorker(
        circuit,
        reader,
        router,
        ledgers,
        published,
        checkpoints,
        boundaries,
        time,
        this::outgrown,
        limits.epochChanges());
  }

  /**
   * Begins to keep the view current, on a thread of its own.
   *
   * @param recovered called on the view's thread when all that the log held was read
   */
  public synchronized void start(Runnable recovered) {
    thread = Assistant.evaluating("view").start(() -> worker.run(recovered));
  }

  /**
   * Runs an epoch on the caller's thread, where the view has none of its own.
   *
   * @param recovered called when all that the log held was read, once
   * @return whether there was anything to do
   */
  public boolean step(Runnable recovered) {
    return worker.step(recovered);
  }

  /** Up to when the view can be read. */
  public Published published() {
    return published;
  }

  /** The time up to which the view is complete. */
  public long time() {
    return published.time();
  }

  /** Epochs published by this run. */
  public long epochs() {
    return worker.epochs();
  }

  /** The view itself. */
  public ViewOutput output() {
    return output;
  }

  /** The tables that it is derived from, in the order of the pipe's inputs. */
  public List<TableInput> tables() {
    return tables;
  }

  /** The queries that the view is derived by. */
  public PipePlan plan() {
    return plan;
  }

  /**
   * A table with its name.
   *
   * @param name as queries call it
   */
  public record NamedTable(String name, TableInput input) {}

  /** The tables that a source feeds, in the source's order. */
  public List<NamedTable> tablesOf(int source) {
    return IntStream.range(0, sourceOfTable.length)
        .filter(table -> sourceOfTable[table] == source)
        .mapToObj(table -> new NamedTable(plan.inputName(table), tables.get(table)))
        .toList();
  }

  /** About how much heap its state may take, in bytes. */
  public long stateBytes() {
    return store.memoryBytes();
  }

  /** The circuit's operators in words. */
  public String describe() {
    return circuit.describe();
  }

  /** A source's own state. Only on the view's thread, or while it does not run. */
  public Map<String, byte[]> sourceState(int source) {
    return ledgers.get(source).state();
  }

  /** Whether a source has ended. Only on the view's thread, or while it does not run. */
  public boolean ended(int source) {
    return ledgers.get(source).ended();
  }

  /** A source begins to feed again. Only on the view's thread, or while it does not run. */
  public void resume(int source) {
    ledgers.get(source).resume();
  }

  /** The schemas of a source's tables, as of what was read. */
  public List<Schema> sourceSchemas(int source) {
    return tablesOf(source).stream().map(table -> table.input().schema()).toList();
  }

  /** Whether what the log held at the start was read. */
  public boolean recovered() {
    return worker.recovered();
  }

  /** Whether all sources have ended and all that came from them is published. */
  public boolean finished() {
    return worker.finished();
  }

  /**
   * Does work on the view's thread at the first position where no transaction is cut and a
   * condition holds; the view is published there, and nothing is read until the work is done. What
   * is returned fails with {@link ViewEndedException} if the view ends before.
   */
  public CompletableFuture<Void> holdAt(BooleanSupplier reached, Runnable work) {
    return worker.holdAt(reached, work);
  }

  /** How the view is. */
  public ViewStatus status() {
    return new ViewStatus(
        Position.ofOrdinal(published.time()).token(),
        worker.epochs(),
        worker.changes(),
        output.rowCount(),
        output.digest().toString(),
        circuit.errors().count(),
        circuit.errors().first().map(RowError::describe),
        worker.failure());
  }

  /** What is wrong with a file of the state, if the view can not go on for that. */
  public Optional<EvertException> damage() {
    return worker.cause().filter(this::isDamage);
  }

  private boolean isDamage(EvertException failure) {
    return StateDamage.in(store.directory(), failure).isPresent();
  }

  /** Somebody who reads the view has failed: the view can not go on if its state is damaged. */
  public void readerFailed(EvertException failure) {
    if (isDamage(failure)) {
      worker.fail(failure);
    }
  }

  /** Asks the view's thread to end, after a checkpoint, and waits for it. */
  public void stop() {
    worker.stop();
    switch (threading) {
      case Threading.OwnThreads _ -> join();
      case Threading.ByCaller _ -> worker.finish();
    }
  }

  /** Waits until the view's thread has ended. */
  public void join() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    try {
      if (running != null) {
        running.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go of the state; nobody reads it any more. */
  @Override
  public void close() {
    checkpoints.close();
    readers.close();
    circuit.close();
    threads.close();
    store.close();
  }
}

package dev.evert.engine.database;

import dev.evert.dataflow.state.StateDamage;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.Closing;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.LogFailures;
import dev.evert.engine.database.Recovery.Extent;
import dev.evert.engine.view.Assistant;
import dev.evert.engine.view.StateDirectory;
import dev.evert.engine.view.StateThreads;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.spi.error.EvertException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The workers of a database, one after the other. Where the state of one is damaged it is deleted,
 * and another derives everything anew from the log. Where one fails for another reason, which a
 * view may be the cause of, the next one begins with the tables alone and fills each view apart: so
 * that those which can not be filled are refused, and all others are there.
 *
 * <p>One thread runs them; this object owns it.
 */
final class Workers implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger("dev.evert.engine");

  /** A disk that loses more than this is not to be trusted. */
  private static final int MOST_MENDINGS = 6;

  /** A step takes less, unless a function in Java does not return. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Log log;
  private final EngineOptions options;
  private final Definitions definitions;
  private final Definer definer;
  private final Path directory;
  private final Thread thread;
  private final List<Mending> mendings = new CopyOnWriteArrayList<>();
  private volatile Running now;
  private volatile Extent extent = Extent.ALL;
  private volatile boolean closing;
  private volatile Optional<EvertException> failure = Optional.empty();
  private volatile long formerTime;

  /**
   * Begins with the first one.
   *
   * @param directory holds the state
   * @throws EvertException if the log can not be read, or the directory not be written
   */
  Workers(
      Log log, EngineOptions options, Definitions definitions, Definer definer, Path directory) {
    this.log = log;
    this.options = options;
    this.definitions = definitions;
    this.definer = definer;
    this.directory = directory;
    this.now = begin();
    this.thread = Assistant.evaluating("database").daemon().unstarted(this::run);
  }

  /** A worker, and what it works with. */
  private record Running(DatabaseWorker worker, StateStore store, StateThreads threads) {
    void close() {
      AutoCloseable working = worker::close;
      Closing.all(List.of(working, threads, store));
    }
  }

  /** Has the worker work. */
  void start() {
    thread.start();
  }

  /** The one that works now. */
  DatabaseWorker now() {
    return now.worker();
  }

  private Running begin() {
    while (true) {
      try {
        return open();
      } catch (RuntimeException | LinkageError e) {
        mend(LogFailures.translate(e));
      }
    }
  }

  private Running open() {
    StateThreads threads = new StateThreads(options.threading());
    List<AutoCloseable> opened = new ArrayList<>(List.of(threads));
    try {
      StateStore store = threads.attachTo(StateStore.open(directory, options.stateBytes()));
      opened.addFirst(store);
      Recovery recovery = new Recovery(log, options, definitions, store, definer);
      return new Running(recovery.recover(extent), store, threads);
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
  }

  /** Sees to it that the next one begins in another way; throws what can not be mended so. */
  private void mend(EvertException cause) {
    boolean damaged = StateDamage.in(directory, cause).isPresent();
    if ((!damaged && isOfSurroundings(cause)) || mendings.size() == MOST_MENDINGS) {
      throw cause;
    }
    LOGGER.log(Level.WARNING, "derived anew from the log: {0}", cause.describe());
    mendings.add(new Mending(options.clock().instant(), cause));
    if (damaged || extent == Extent.TABLES) {
      StateDirectory.delete(directory);
    }
    if (!damaged) {
      extent = Extent.TABLES;
    }
  }

  /** Whether another one would fail too: of the log, of the disk, of a newer version's data. */
  private static boolean isOfSurroundings(EvertException failure) {
    return failure.getCause() instanceof LogException
        || switch (failure.code()) {
          case DATA_CORRUPT, DATA_NEWER, DATA_IN_USE, DISK_FULL, READ_ONLY, IO_FAILED -> true;
          default -> false;
        };
  }

  private void run() {
    try {
      now.worker().run();
      while (!closing && now.worker().failure().isPresent()) {
        succeed(now.worker().failure().get());
        now.worker().run();
      }
    } catch (Throwable e) {
      failure = Optional.of(LogFailures.translate(e));
    } finally {
      ended();
    }
  }

  private void succeed(EvertException cause) {
    Running former = now;
    formerTime = position();
    Closing.after(cause, List.of(former::close));
    mend(cause);
    now = begin();
    former.worker().published().nudge();
    if (closing) {
      now.worker().stop();
    }
  }

  private void ended() {
    if (failure.isEmpty()) {
      failure = Optional.of(Progress.closed());
    }
    now.worker().published().nudge();
  }

  /** The position up to which everything was, and soon can again be, read. */
  long position() {
    return Math.max(formerTime, now.worker().published().time());
  }

  /** Why no worker works any more. */
  Optional<EvertException> failure() {
    return closing ? Optional.of(Progress.closed()) : failure;
  }

  /**
   * Whether a question to a worker is to be put again to the one that takes its place: since that
   * has come to its end, or has to, for what it was asked to read is damaged.
   */
  boolean isOver(DatabaseWorker worker, RuntimeException cause) {
    if (StateDamage.in(directory, cause).isPresent()) {
      worker.fail(LogFailures.translate(cause));
    }
    return worker.ended();
  }

  /** What was derived anew since the database was opened. */
  List<Mending> mendings() {
    return List.copyOf(mendings);
  }

  /** Whether nothing is to be begun any more. */
  boolean closing() {
    return closing;
  }

  /**
   * Has the worker make a last checkpoint, and lets go of the state. One that does not come to its
   * end is left alone: what it works with is the log's to derive again.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    now.worker().stop();
    now.worker().published().nudge();
    if (Ending.await(thread, PATIENCE, () -> now.worker().saving())) {
      now.close();
    } else {
      LOGGER.log(Level.WARNING, "the database is closed while a function in Java has not returned");
    }
  }
}

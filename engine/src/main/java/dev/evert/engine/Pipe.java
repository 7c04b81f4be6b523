package dev.evert.engine;

import dev.evert.engine.EngineOptions.Threading;
import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.ingest.SourceRunner;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.LogStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.ReleasedEvents;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.LogState;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A pipe that runs: its sources, its view and its sinks, each on threads of their own. When its
 * tables get columns that its view should show, it goes on with a view of the next generation.
 */
public final class Pipe implements AutoCloseable {
  /** Below the engine's directory: what connectors keep, one directory each. */
  public static final String SCRATCH_DIRECTORY = "scratch";

  /** Below the engine's directory: derived state, one directory a pipe. */
  public static final String STATE_DIRECTORY = "state";

  /** Below the engine's directory: what was set aside, one file a pipe. */
  public static final String REJECTS_DIRECTORY = "rejects";

  private final PipeDefinition definition;
  private final Log log;
  private final Path logDirectory;
  private final PipeAssembly assembly;
  private volatile PipeParts parts;
  private volatile Optional<Failure> failure = Optional.empty();
  private volatile boolean stopped;

  private Pipe(
      PipeDefinition definition,
      Log log,
      Path logDirectory,
      PipeAssembly assembly,
      PipeParts parts) {
    this.definition = definition;
    this.log = log;
    this.logDirectory = logDirectory;
    this.assembly = assembly;
    this.parts = parts;
  }

  static Pipe open(
      PipeDefinition definition,
      Connectors connectors,
      EngineOptions options,
      Log log,
      ReleasedEvents released,
      boolean resnapshot) {
    PipeAssembly assembly = new PipeAssembly(definition, connectors, options, log, released);
    Path logDirectory = options.directory().resolve(Engine.LOG_DIRECTORY);
    return new Pipe(definition, log, logDirectory, assembly, assembly.assemble(resnapshot));
  }

  /** Begins to work. */
  void start() {
    parts.start();
    if (parts.threading() == Threading.OWN_THREADS) {
      var _ = Thread.ofVirtual().name("pipe " + definition.name()).start(this::supervise);
    }
  }

  /** Runs an epoch of the view, where nothing has a thread of its own; whether there was any. */
  boolean stepView() {
    boolean stepped = parts.stepView();
    if (parts.view().superseded()) {
      succeed();
    }
    return stepped;
  }

  private void supervise() {
    try {
      parts.view().join();
      while (!stopped && parts.view().superseded()) {
        succeed();
        parts.view().join();
      }
    } catch (RuntimeException e) {
      EvertException known = LogFailures.translate(e);
      failure = Optional.of(Failure.of(known));
      synchronized (this) {
        notifyAll();
      }
    }
  }

  private synchronized void succeed() {
    if (!stopped) {
      parts.stop();
      parts = assembly.succeed(parts);
      parts.start();
      notifyAll();
    }
  }

  /**
   * Waits until another view has taken the place of one that came to its end.
   *
   * @return false if that did not happen within the time, or the pipe was stopped
   */
  public synchronized boolean awaitSuccessor(MaintainedView ended, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (parts.view() == ended && !stopped && failure.isEmpty()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return parts.view() != ended;
  }

  /** The definition that the pipe was started with. */
  public PipeDefinition definition() {
    return definition;
  }

  /** What was set aside. */
  public ParkedRecords parked() {
    return parts.parked();
  }

  /** The view that the pipe maintains now. */
  public MaintainedView view() {
    return parts.view();
  }

  /** The sources, in the order of their first inputs. */
  public List<SourceRunner> sources() {
    return parts.sources();
  }

  /** The sinks, in the order of the definition. */
  public List<SinkRunner> sinks() {
    return parts.sinks();
  }

  /** How the pipe is. */
  public PipeStatus status() {
    PipeParts now = parts;
    return new PipeStatus(
        definition.name(),
        phase(now),
        now.sources().stream().map(SourceRunner::status).toList(),
        viewStatus(now),
        now.sinks().stream().map(SinkRunner::status).toList(),
        logStatus());
  }

  private LogStatus logStatus() {
    Optional<LogException> hindrance =
        log.state() instanceof LogState.Open open ? open.hindrance() : Optional.empty();
    return new LogStatus(
        log.durable().token(),
        LogSize.bytes(logDirectory),
        hindrance.map(failure -> LogFailures.translate(failure).describe()));
  }

  /** The view's own failure, or why there is no view of the next generation. */
  private ViewStatus viewStatus(PipeParts now) {
    ViewStatus view = now.view().status();
    return view.failure().isPresent() || failure.isEmpty()
        ? view
        : new ViewStatus(
            view.time(),
            view.epochs(),
            view.changes(),
            view.rows(),
            view.digest(),
            view.errors(),
            view.firstError(),
            failure);
  }

  private Phase phase(PipeParts now) {
    if (stopped) {
      return Phase.STOPPED;
    }
    if (!failures().isEmpty()) {
      return Phase.PARKED;
    }
    if (finished()) {
      return Phase.FINISHED;
    }
    if (!now.view().recovered() || starting(now)) {
      return Phase.RECOVERING;
    }
    return copying(now) ? Phase.SNAPSHOT : Phase.RUNNING;
  }

  /** Whether a source that has something to tell has not told it yet. */
  private static boolean starting(PipeParts now) {
    for (int i = 0; i < now.sources().size(); i++) {
      if (now.sources().get(i).status().progress().isEmpty() && !now.view().ended(i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean copying(PipeParts now) {
    return now.sources().stream()
        .map(source -> source.status().progress())
        .anyMatch(at -> at.isPresent() && at.get() instanceof SourceProgress.Snapshot);
  }

  /** Whether all sources have ended and all sinks hold all that came of them. */
  public boolean finished() {
    PipeParts now = parts;
    return now.view().finished()
        && now.sinks().stream().allMatch(sink -> sink.holds(now.view().time()));
  }

  /** Why parts of the pipe have stopped, if any have. */
  public List<Failure> failures() {
    PipeParts now = parts;
    List<Failure> failures = new ArrayList<>();
    failure.ifPresent(failures::add);
    now.sources().forEach(source -> source.failure().ifPresent(failures::add));
    now.view().status().failure().ifPresent(failures::add);
    now.sinks().forEach(sink -> sink.failure().ifPresent(failures::add));
    return failures;
  }

  /** Whether it was asked to stop. */
  boolean stopped() {
    return stopped;
  }

  /** Stops: sources first, then the view after a checkpoint, then the sinks. */
  @Override
  public synchronized void close() {
    if (!stopped) {
      stopped = true;
      notifyAll();
      parts.stop();
    }
  }
}

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
import java.util.stream.Stream;

/**
 * A pipe that runs: its sources, its view and its sinks, each on threads of their own. When its
 * tables get columns that its view should show, it goes on with a view of the next generation; when
 * its view's state is damaged, with one that is derived anew from the log. One with programs in it
 * consists of parts: this one, after the last program, and those before it.
 */
public final class Pipe implements AutoCloseable {
  /** Below the engine's directory: what connectors keep, one directory each. */
  public static final String SCRATCH_DIRECTORY = "scratch";

  /** Below the engine's directory: derived state, one directory a pipe. */
  public static final String STATE_DIRECTORY = "state";

  /** Below the engine's directory: what was set aside, one file a pipe. */
  public static final String REJECTS_DIRECTORY = "rejects";

  private final PipeDefinition definition;
  private final List<Pipe> before;
  private final Log log;
  private final Path logDirectory;
  private final PipeAssembly assembly;
  private volatile PipeParts parts;
  private volatile Optional<Failure> failure = Optional.empty();
  private volatile boolean stopped;
  private volatile boolean closing;

  private Pipe(
      PipeDefinition definition,
      List<Pipe> before,
      Log log,
      Path logDirectory,
      PipeAssembly assembly,
      PipeParts parts) {
    this.definition = definition;
    this.before = List.copyOf(before);
    this.log = log;
    this.logDirectory = logDirectory;
    this.assembly = assembly;
    this.parts = parts;
  }

  /**
   * Opens a pipe, or one part of it.
   *
   * @param before the parts before it, the first one first
   */
  static Pipe open(
      PipeDefinition definition,
      List<Pipe> before,
      Connectors connectors,
      EngineOptions options,
      Log log,
      ReleasedEvents released,
      boolean resnapshot) {
    PipeAssembly assembly = new PipeAssembly(definition, connectors, options, log, released);
    Path logDirectory = options.directory().resolve(Engine.LOG_DIRECTORY);
    PipeParts parts = assembly.assemble(resnapshot);
    return new Pipe(definition, before, log, logDirectory, assembly, parts);
  }

  /** Begins to work. */
  void start() {
    before.forEach(Pipe::startPart);
    startPart();
  }

  private void startPart() {
    parts.start();
    if (parts.threading() instanceof Threading.OwnThreads) {
      var _ = Thread.ofVirtual().name("pipe " + definition.name()).start(this::supervise);
    }
  }

  /** Runs an epoch of the view, where nothing has a thread of its own; whether there was any. */
  boolean stepView() {
    boolean stepped;
    try {
      stepped = parts.stepView();
    } catch (EvertException e) {
      if (parts.view().damage().isEmpty()) {
        throw e;
      }
      stepped = true;
    }
    if (hasSuccessor()) {
      succeed();
    }
    return stepped;
  }

  /** Whether another view is to take the place of the present one. */
  private boolean hasSuccessor() {
    return parts.view().superseded() || parts.view().damage().isPresent();
  }

  private void supervise() {
    try {
      parts.view().join();
      while (!stopped && hasSuccessor()) {
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
      parts = successor();
      parts.start();
      notifyAll();
    }
  }

  private PipeParts successor() {
    Optional<EvertException> damage = parts.view().damage();
    if (damage.isEmpty()) {
      parts.stop();
      return assembly.succeed(parts);
    }
    AutoCloseable stopping = parts::stop;
    Closing.after(damage.get(), List.of(stopping));
    return assembly.mend(parts, damage.get());
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

  /** The parts that programs stand between, the first one first; this one is the last. */
  public List<Pipe> parts() {
    return Stream.concat(before.stream(), Stream.of(this)).toList();
  }

  /** Whether its rows come from a program and not from an outside store. */
  public boolean followsProgram() {
    return definition.inputs().getFirst().program().isPresent();
  }

  /** What was set aside, part by part. */
  public List<ParkedRecords> parked() {
    return parts().stream().map(part -> part.parts.parked()).toList();
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

  /** How the pipe is: its sources are those of its first part, its sinks those of all of them. */
  public PipeStatus status() {
    PipeParts first = parts().getFirst().parts;
    List<SinkRunner> sinks = parts().stream().flatMap(part -> part.sinks().stream()).toList();
    return new PipeStatus(
        parts().getFirst().definition.name(),
        phase(),
        first.sources().stream().map(SourceRunner::status).toList(),
        viewStatus(parts),
        sinks.stream().map(SinkRunner::status).toList(),
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

  /** The view's own failure, or why there is no view of the next generation, or none to read. */
  private ViewStatus viewStatus(PipeParts now) {
    ViewStatus view = now.view().status();
    Optional<Failure> known = failure.or(this::failureBefore);
    return view.failure().isPresent() || known.isEmpty()
        ? view
        : new ViewStatus(
            view.time(),
            view.epochs(),
            view.changes(),
            view.rows(),
            view.digest(),
            view.errors(),
            view.firstError(),
            known);
  }

  /** Why no more rows come from the parts before this one: of a view, or of a program. */
  private Optional<Failure> failureBefore() {
    Stream<Optional<Failure>> views = before.stream().map(part -> part.view().status().failure());
    Stream<Optional<Failure>> programs =
        before.stream().flatMap(part -> part.sinks().stream().map(SinkRunner::failure));
    Stream<Optional<Failure>> answers =
        parts().stream()
            .filter(Pipe::followsProgram)
            .flatMap(part -> part.sources().stream().map(SourceRunner::failure));
    return Stream.of(views, programs, answers)
        .flatMap(all -> all)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Phase phase() {
    if (stopped) {
      return Phase.STOPPED;
    }
    if (!failures().isEmpty()) {
      return Phase.PARKED;
    }
    if (finished()) {
      return Phase.FINISHED;
    }
    List<PipeParts> all = parts().stream().map(part -> part.parts).toList();
    if (all.stream().anyMatch(now -> !now.view().recovered() || starting(now))) {
      return Phase.RECOVERING;
    }
    return all.stream().anyMatch(Pipe::copying) ? Phase.SNAPSHOT : Phase.RUNNING;
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
    return before.stream().allMatch(Pipe::finished) && parts.view().finished() && sinksHoldAll();
  }

  /** Whether there is a view, and all sinks hold all of it. */
  boolean loaded() {
    return parts.view().time() > 0 && sinksHoldAll();
  }

  private boolean sinksHoldAll() {
    PipeParts now = parts;
    long time = now.view().time();
    return now.sinks().stream().allMatch(sink -> sink.holds(time));
  }

  /** Why parts of the pipe have stopped, if any have. */
  public List<Failure> failures() {
    PipeParts now = parts;
    List<Failure> failures = new ArrayList<>();
    before.forEach(part -> failures.addAll(part.failures()));
    failure.ifPresent(failures::add);
    now.sources().forEach(source -> source.failure().ifPresent(failures::add));
    now.view().status().failure().ifPresent(failures::add);
    now.sinks().forEach(sink -> sink.failure().ifPresent(failures::add));
    return failures;
  }

  /** Whether nothing of it is waited for any more. */
  boolean closing() {
    return closing;
  }

  /** Whether it was asked to stop. */
  boolean stopped() {
    return stopped;
  }

  /** Stops: sources first, then the view after a checkpoint, then the sinks. */
  @Override
  public void close() {
    parts().forEach(part -> part.closing = true);
    List<AutoCloseable> all = new ArrayList<>();
    parts().forEach(part -> all.add(part::closePart));
    Closing.all(all);
  }

  private synchronized void closePart() {
    if (!stopped) {
      stopped = true;
      notifyAll();
      parts.stop();
    }
  }
}

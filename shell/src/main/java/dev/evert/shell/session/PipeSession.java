package dev.evert.shell.session;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.audit.PipeAudit;
import dev.evert.engine.parked.ParkedRecord;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.control.ControlServer;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.home.SavedPipe;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.shell.status.PipeReport;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A pipe that runs in this process, with its data open, and answers other processes. The thread
 * that started it stops it; others may ask for it.
 */
public final class PipeSession implements AutoCloseable {
  private static final String AUDIT_DIRECTORY = "audit";

  private final WrittenPipe written;
  private final PipeDirectory directory;
  private final InstantSource clock;
  private final Instant started;
  private final Engine engine;
  private final Pipe pipe;
  private final ControlServer control;
  private final CompletableFuture<StopRequest> stop = new CompletableFuture<>();
  private final ReentrantLock auditing = new ReentrantLock();

  private PipeSession(
      WrittenPipe written,
      PipeDirectory directory,
      InstantSource clock,
      Engine engine,
      boolean resnapshot)
      throws IOException {
    this.written = written;
    this.directory = directory;
    this.clock = clock;
    this.started = clock.instant();
    this.engine = engine;
    this.pipe = engine.start(written.definition(), resnapshot);
    try {
      this.control = ControlServer.open(directory.path(), SessionCommands.of(this));
    } catch (IOException | RuntimeException e) {
      pipe.close();
      throw e;
    }
  }

  /**
   * Starts a pipe, or goes on with it where it was.
   *
   * @param options whose directory is the pipe's
   * @param resnapshot whether the sources' rows are copied anew
   * @throws EvertException if it can not be started; nothing is left running
   */
  public static PipeSession start(
      WrittenPipe written,
      PipeDirectory directory,
      EngineOptions options,
      Connectors connectors,
      boolean resnapshot) {
    boolean fresh = !Files.exists(directory.path());
    directory.create();
    Engine engine = Engine.open(options, connectors);
    try {
      PipeSession session =
          new PipeSession(written, directory, options.clock(), engine, resnapshot);
      session.keepDefinition();
      return session;
    } catch (IOException e) {
      engine.close();
      throw new EvertException(
          ErrorCode.IO_FAILED, "cannot listen in " + directory.path() + ": " + e, null, e);
    } catch (RuntimeException e) {
      engine.close();
      if (fresh) {
        // Nothing was read yet: nothing is to be left behind.
        directory.delete();
      }
      throw e;
    }
  }

  /** Only a pipe that could be started is kept; its sinks may be others than before. */
  private void keepDefinition() {
    boolean known = directory.exists();
    if (!known || !directory.saved().text().equals(written.canonical())) {
      Instant created = known ? directory.saved().created() : started;
      directory.save(new SavedPipe(written.definition().name(), written.canonical(), created));
    }
  }

  /** How the pipe is. */
  public PipeReport report() {
    return report(pipe.status());
  }

  private PipeReport report(PipeStatus status) {
    long pid = ProcessHandle.current().pid();
    return new PipeReport(written.canonical(), pid, started, clock.instant(), status);
  }

  /** Asks it to stop; only the first request counts. */
  public void requestStop(StopRequest request) {
    stop.complete(request);
  }

  /** Waits until somebody asks it to stop, or so long. */
  public Optional<StopRequest> awaitStop(Duration time) throws InterruptedException {
    try {
      return Optional.of(stop.get(time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request never fails", e);
    }
  }

  /**
   * Compares sources, view and sinks at one position.
   *
   * @param repair whether sinks are mended
   * @param patience how long to wait for a source or sink to reach the position
   */
  public List<Verdict> verify(boolean repair, Duration patience) throws InterruptedException {
    if (!auditing.tryLock()) {
      throw new EvertException(
          ErrorCode.STORE_BUSY, "the pipe is being verified already", "Wait for that to end.");
    }
    try {
      Path scratch = directory.path().resolve(AUDIT_DIRECTORY);
      List<Verdict> verdicts = new ArrayList<>();
      for (Pipe part : pipe.parts()) {
        new PipeAudit(part, scratch, patience, repair)
            .run().stream().map(Verdict::of).forEach(verdicts::add);
      }
      return verdicts;
    } finally {
      auditing.unlock();
    }
  }

  /** Goes through what was set aside, oldest first. */
  public void parked(Consumer<ParkedRecord> visitor) {
    pipe.parked().forEach(records -> records.forEach(visitor));
  }

  /** Stops after a checkpoint, and tells where it is. */
  public PipeReport stop() {
    Phase phase = pipe.finished() ? Phase.FINISHED : Phase.STOPPED;
    pipe.close();
    PipeStatus last = pipe.status();
    return report(
        new PipeStatus(last.name(), phase, last.sources(), last.view(), last.sinks(), last.log()));
  }

  /** Stops, if that is not done yet, and frees the pipe's data. */
  @Override
  public void close() {
    try (engine) {
      control.close();
    } catch (IOException e) {
      // The socket is left behind; the next process removes it.
    }
  }
}

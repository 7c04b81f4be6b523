package dev.evert.engine.program;

import dev.evert.engine.view.MaintainedView;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ties the two parts of a pipe together that a program stands between: for the part before it the
 * program is a sink, for the part after it a source.
 */
public final class ProgramLink {
  private final Program program;
  private final Semaphore nudges = new Semaphore(0);
  private volatile Supplier<MaintainedView> after =
      () -> {
        throw new IllegalStateException("the part after the program is not there yet");
      };
  private volatile BooleanSupplier loaded = () -> false;
  private volatile BooleanSupplier finished = () -> false;
  private @Nullable SourceFeed feed;
  private boolean complete;
  private long lastAppended;
  private Optional<SinkProgress> lastProgress = Optional.empty();

  public ProgramLink(Program program) {
    this.program = program;
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /**
   * Tells about the part before the program.
   *
   * @param loaded whether the program was asked about all rows that were there
   * @param finished whether nothing more comes from there
   */
  public void before(BooleanSupplier loaded, BooleanSupplier finished) {
    this.loaded = loaded;
    this.finished = finished;
  }

  /** Tells which view is derived from the program's answers. */
  public void after(Supplier<MaintainedView> view) {
    this.after = view;
  }

  MaintainedView viewAfter() {
    return after.get();
  }

  boolean loaded() {
    return loaded.getAsBoolean();
  }

  boolean finished() {
    return finished.getAsBoolean();
  }

  /** Answers can be put into the log from now on. */
  synchronized void open(SourceFeed opened) {
    feed = opened;
    lastAppended = 0;
    lastProgress = ProgramState.progress(opened.state());
    complete = ProgramState.complete(opened.state());
    notifyAll();
  }

  /** Whether the log says that there is an answer for all rows that there were at some time. */
  synchronized boolean complete() {
    return complete;
  }

  /** The log says so now, or does not any more. */
  synchronized void complete(boolean now) {
    complete = now;
  }

  /** The answers up to this progress were appended, with the batch of this number. */
  synchronized void appended(SinkProgress progress, long batch) {
    lastProgress = Optional.of(progress);
    lastAppended = batch;
    notifyAll();
  }

  /** The table of answers is empty from here on. */
  void forgetAnswers() throws InterruptedException {
    SourceBatch batch = new SourceBatch();
    batch.control(ChangeKind.RESET, 0);
    feed(Duration.ZERO).append(batch);
  }

  /** How far the program is, when that is durable; empty at the beginning. */
  Optional<SinkProgress> durableProgress() throws InterruptedException {
    SourceFeed to;
    long batch;
    Optional<SinkProgress> progress;
    synchronized (this) {
      to = Objects.requireNonNull(feed);
      batch = lastAppended;
      progress = lastProgress;
    }
    to.awaitDurable(batch);
    if (to.durable() < batch) {
      throw new EvertException(
          ErrorCode.STORE_BUSY, "what follows on " + program.command().getFirst() + " has stopped");
    }
    return progress;
  }

  /** Something happened that the source may wait for. */
  void nudge() {
    nudges.release();
  }

  /** Waits for a nudge, or so long. */
  void awaitNudge(Duration patience) throws InterruptedException {
    if (nudges.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      nudges.drainPermits();
    }
  }

  /**
   * Where answers go.
   *
   * @throws EvertException {@link ErrorCode#STORE_BUSY} if nobody takes them within the time
   */
  synchronized SourceFeed feed(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (SourceFeed known = feed; ; known = feed) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (known != null && !known.stopping()) {
        return known;
      }
      if (millis <= 0) {
        throw new EvertException(
            ErrorCode.STORE_BUSY,
            "what follows on " + program.command().getFirst() + " is starting");
      }
      wait(millis);
    }
  }
}

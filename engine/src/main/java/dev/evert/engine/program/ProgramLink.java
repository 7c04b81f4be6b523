package dev.evert.engine.program;

import dev.evert.engine.view.MaintainedView;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ties the two parts of a pipe together that a program stands between: for the part before it the
 * program is a sink, for the part after it a source. Owns what is appended for the program: the
 * answers, how far the program is, and whether there was an answer for all rows at some time.
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
  private volatile BooleanSupplier stopping = () -> false;
  private @Nullable SourceFeed feed;
  private boolean complete;
  private long appends;
  private long lastBatch;
  private Optional<SinkProgress> progress = Optional.empty();

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
   * @param stopping whether nothing is waited for any more
   */
  public void before(BooleanSupplier loaded, BooleanSupplier finished, BooleanSupplier stopping) {
    this.loaded = loaded;
    this.finished = finished;
    this.stopping = stopping;
  }

  /** Tells which view is derived from the program's answers. */
  public void after(Supplier<MaintainedView> view) {
    this.after = view;
  }

  MaintainedView viewAfter() {
    return after.get();
  }

  boolean stopping() {
    return stopping.getAsBoolean();
  }

  boolean loaded() {
    return loaded.getAsBoolean();
  }

  /** Answers can be put into the log from now on. */
  synchronized void open(SourceFeed opened) {
    feed = opened;
    lastBatch = 0;
    progress = ProgramState.progress(opened.state());
    complete = ProgramState.complete(opened.state());
    appends = ProgramState.appends(opened.state());
    notifyAll();
  }

  /**
   * Waits until answers can be put into the log.
   *
   * @throws EvertException {@link ErrorCode#STORE_BUSY} if nobody takes them within the time
   */
  synchronized void awaitOpen(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!isOpen()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw busy();
      }
      wait(millis);
    }
  }

  private boolean isOpen() {
    SourceFeed known = feed;
    return known != null && !known.stopping();
  }

  private EvertException busy() {
    String name = program.command().getFirst();
    return new EvertException(ErrorCode.STORE_BUSY, "what follows on " + name + " is starting");
  }

  private SourceFeed opened() {
    SourceFeed known = feed;
    if (known == null || known.stopping()) {
      throw busy();
    }
    return known;
  }

  /** Appends a part of a transaction whose end follows. */
  synchronized void appendPart(SourceBatch batch) throws InterruptedException {
    lastBatch = opened().append(batch);
  }

  /**
   * Appends answers.
   *
   * @param reached how far the program is with them; empty if it is no farther
   */
  synchronized void append(SourceBatch batch, Optional<SinkProgress> reached)
      throws InterruptedException {
    SourceFeed to = opened();
    reached.ifPresent(it -> batch.state(ProgramState.PROGRESS, ProgramState.bytes(it)));
    batch.state(ProgramState.APPENDS, ProgramState.bytes(appends + 1));
    lastBatch = to.append(batch);
    appends++;
    progress = reached.or(() -> progress);
    nudge();
  }

  /** Says that there is an answer for all rows, if that is so and was not said. */
  synchronized void completeIfLoaded() throws InterruptedException {
    if (!complete && loaded()) {
      SourceBatch batch = new SourceBatch();
      batch.control(ChangeKind.COMPLETE, 0);
      batch.state(ProgramState.COMPLETE, new byte[] {1});
      lastBatch = opened().append(batch);
      complete = true;
    }
  }

  /** Says that nothing more comes, if that is so; whether it was said. */
  synchronized boolean endIfFinished() throws InterruptedException {
    if (!complete || !finished.getAsBoolean()) {
      return false;
    }
    SourceBatch batch = new SourceBatch();
    batch.control(ChangeKind.END, 0);
    lastBatch = opened().append(batch);
    return true;
  }

  /**
   * Forgets all answers if they never were complete, and nobody waits for them to be: they can not
   * be read then, and what is to be read of them is not known.
   *
   * @return whether there are none now
   */
  synchronized boolean beginAnewUnlessComplete() throws InterruptedException {
    if (complete || loaded()) {
      return false;
    }
    SourceBatch batch = new SourceBatch();
    batch.control(ChangeKind.RESET, 0);
    batch.clearState(ProgramState.PROGRESS);
    lastBatch = opened().append(batch);
    progress = Optional.empty();
    return true;
  }

  /** How far the program is, durably; empty at the beginning. */
  Optional<SinkProgress> durableProgress() throws InterruptedException {
    SourceFeed to;
    long batch;
    Optional<SinkProgress> reached;
    synchronized (this) {
      to = opened();
      batch = lastBatch;
      reached = progress;
    }
    to.awaitDurable(batch);
    if (to.durable() < batch) {
      throw busy();
    }
    return reached;
  }

  /** How many times answers were appended, over all runs. */
  synchronized long appends() {
    return appends;
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
}

package dev.evert.engine.view;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.state.StateDamage;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.LogFailures;
import dev.evert.spi.error.EvertException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes a circuit's state durable from time to time. Owned by the thread that owns the circuit; the
 * writing is done on a thread of its own, one checkpoint at a time.
 */
public final class Checkpoints implements AutoCloseable {
  /** What a checkpoint keeps beside the circuit's state. */
  public interface Note {
    /** It as bytes. */
    byte[] encode();

    /**
     * The first position that has to be read again.
     *
     * @param time of the checkpoint
     */
    long neededFrom(long time);
  }

  private static final Logger LOGGER = System.getLogger("dev.evert.engine");

  private final Supplier<Circuit> circuit;
  private final Supplier<? extends Note> note;
  private final Duration interval;
  private final InstantSource clock;
  private final LongSupplier published;
  private final LongConsumer release;
  private final ExecutorService writer;
  private Future<?> writing = CompletableFuture.completedFuture(null);
  private volatile Optional<EvertException> failure = Optional.empty();
  private Instant last;
  private long lastTime;

  /**
   * Checkpoints of a circuit, which may be replaced by another in between.
   *
   * @param note what to keep beside the circuit's state
   * @param time of the checkpoint that the circuit was restored from, or 0
   * @param published the time that a checkpoint made now would have
   * @param release takes the position before which nothing is read again
   */
  public Checkpoints(
      Supplier<Circuit> circuit,
      Supplier<? extends Note> note,
      EngineOptions options,
      long time,
      LongSupplier published,
      LongConsumer release) {
    this.circuit = circuit;
    this.note = note;
    this.interval = options.checkpointInterval();
    this.clock = options.clock();
    this.published = published;
    this.release = release;
    this.writer = Assistant.named("checkpoint", options.threading());
    this.last = clock.instant();
    this.lastTime = time;
  }

  /**
   * How long nothing needs to be done, in milliseconds, at least 1.
   *
   * @param time up to which the log was read
   */
  public long dueInMillis(long time) {
    if (time <= lastTime) {
      return interval.toMillis();
    }
    Duration left = Duration.between(clock.instant(), last.plus(interval));
    return Math.clamp(left.toMillis(), 1, Math.max(1, interval.toMillis()));
  }

  /** What is to be kept has changed though the time has not. */
  public void invalidate() {
    lastTime = -1;
  }

  /** Why the last checkpoint could not be written, if so: it is tried again. Any thread. */
  public Optional<EvertException> failure() {
    return failure;
  }

  /** Begins a checkpoint if one is due, none is being written and all that went in is published. */
  public void perhaps(long time, BooleanSupplier unpublished) {
    if (writing.isDone()) {
      await();
    }
    boolean due = time > lastTime && !clock.instant().isBefore(last.plus(interval));
    if (due && writing.isDone()) {
      begin(time, unpublished);
    }
  }

  /** Makes a checkpoint if there is something new and all that went in is published. */
  public void last(long time, BooleanSupplier unpublished) {
    await();
    if (time > lastTime) {
      begin(time, unpublished);
      await();
    }
  }

  private void begin(long time, BooleanSupplier unpublished) {
    await();
    if (!unpublished.getAsBoolean()) {
      Note kept = note.get();
      Checkpoint checkpoint = circuit.get().checkpoint(kept.encode());
      long neededFrom = kept.neededFrom(published.getAsLong());
      writing = writer.submit(() -> write(checkpoint, neededFrom));
      lastTime = time;
    }
    last = clock.instant();
  }

  private void write(Checkpoint checkpoint, long neededFrom) {
    try (checkpoint) {
      checkpoint.commit();
    }
    failure = Optional.empty();
    release.accept(neededFrom);
  }

  private void await() {
    try {
      writing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      writing = CompletableFuture.completedFuture(null);
      failed(LogFailures.translate(e));
    }
  }

  /**
   * What the disk does not take now it may take later: nothing is lost, the log has it. What became
   * of a file whose writing has failed does not matter, since files are checked when they are read.
   */
  private void failed(EvertException cause) {
    boolean mayPass =
        switch (cause.code()) {
          case DISK_FULL, READ_ONLY, IO_FAILED -> StateDamage.causing(cause).isEmpty();
          default -> false;
        };
    if (!mayPass) {
      throw cause;
    }
    LOGGER.log(Level.WARNING, "a checkpoint failed and is tried again: {0}", cause.describe());
    failure = Optional.of(cause);
    lastTime = -1;
  }

  /** Ends the writing thread. */
  @Override
  public void close() {
    writer.close();
  }
}

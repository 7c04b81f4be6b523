package dev.evert.engine.ingest;

import dev.evert.engine.LogFailures;
import dev.evert.log.Appended;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a source's batches into the log. Safe for all of the source's threads. */
final class LogFeed implements SourceFeed {
  private final Log log;
  private final Map<String, byte[]> state;
  private final List<Schema> schemas;
  private final Supplier<EventEncoder> newEncoder;
  private final Consumer<SourceProgress> progress;
  private final Rejects rejects;
  private final ArrayDeque<EventEncoder> idleEncoders = new ArrayDeque<>();
  private final Object order = new Object();
  private final LongAdder changes = new LongAdder();
  private long appended;
  private long durable;
  private @Nullable EvertException failure;
  private volatile boolean stopping;

  LogFeed(
      Log log,
      Map<String, byte[]> state,
      List<Schema> schemas,
      Supplier<EventEncoder> newEncoder,
      Consumer<SourceProgress> progress,
      Rejects rejects) {
    this.log = log;
    this.state = Map.copyOf(state);
    this.schemas = List.copyOf(schemas);
    this.newEncoder = newEncoder;
    this.progress = progress;
    this.rejects = rejects;
  }

  @Override
  public Map<String, byte[]> state() {
    return state;
  }

  @Override
  public List<Schema> schemas() {
    return schemas;
  }

  /** Encodes and hashes on the caller's thread; only the hand-over to the log is in order. */
  @Override
  public long append(SourceBatch batch) {
    EventEncoder encoder = takeEncoder();
    try {
      var events = encoder.encode(batch);
      synchronized (order) {
        throwFailure();
        if (events.isEmpty()) {
          return appended;
        }
        CompletableFuture<Appended> written = log.append(events);
        long number = ++appended;
        changes.add(batch.rowChanges());
        var _ = written.whenComplete((_, e) -> completed(number, e));
        return number;
      }
    } catch (LogException e) {
      throw LogFailures.translate(e);
    } finally {
      giveBack(encoder);
    }
  }

  private EventEncoder takeEncoder() {
    synchronized (idleEncoders) {
      EventEncoder idle = idleEncoders.poll();
      return idle == null ? newEncoder.get() : idle;
    }
  }

  private void giveBack(EventEncoder encoder) {
    synchronized (idleEncoders) {
      idleEncoders.push(encoder);
    }
  }

  private void completed(long number, @Nullable Throwable error) {
    synchronized (this) {
      if (error == null) {
        durable = Math.max(durable, number);
      } else if (failure == null) {
        failure = LogFailures.translate(error);
      }
      notifyAll();
    }
  }

  private synchronized void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized long durable() {
    return durable;
  }

  @Override
  public synchronized void awaitDurable(long number) throws InterruptedException {
    while (durable < number && !stopping) {
      throwFailure();
      wait();
    }
  }

  @Override
  public boolean stopping() {
    return stopping;
  }

  /** How many changes of rows were taken. */
  long changes() {
    return changes.sum();
  }

  /** Asks the source to come to an end. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  @Override
  public void report(SourceProgress now) {
    progress.accept(now);
  }

  @Override
  public void reject(String where, String reason, byte[] record) {
    rejects.reject(where, reason, record);
  }
}

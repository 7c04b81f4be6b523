package dev.evert.engine.ingest;

import dev.evert.engine.LogFailures;
import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs one source on a thread of its own, from the log into the log. */
public final class SourceRunner implements AutoCloseable {
  private final String name;
  private final Source source;
  private final SourceStreams streams;
  private final Rejects rejects;
  private final AtomicLong rejected;
  private volatile Optional<SourceProgress> progress = Optional.empty();
  private volatile Optional<Failure> failure = Optional.empty();
  private @Nullable LogFeed feed;
  private @Nullable Thread thread;

  /**
   * @param name the source's URIs, without secrets
   * @param streams takes what comes from it
   * @param rejected counts what was set aside
   */
  public SourceRunner(
      String name, Source source, SourceStreams streams, Rejects rejects, AtomicLong rejected) {
    this.name = name;
    this.source = source;
    this.streams = streams;
    this.rejects = rejects;
    this.rejected = rejected;
  }

  /** The source itself. */
  public Source source() {
    return source;
  }

  /**
   * Begins to feed, on a thread of its own.
   *
   * @param state the source's own, as of the end of the log
   * @param schemas of its tables, as of the end of the log
   */
  public synchronized void start(Map<String, byte[]> state, List<Schema> schemas) {
    LogFeed started = newFeed(state, schemas);
    thread = Thread.ofPlatform().name("source " + name).start(() -> run(started));
  }

  /** Feeds on the caller's thread, until the source's run returns. */
  public void run(Map<String, byte[]> state, List<Schema> schemas) {
    run(newFeed(state, schemas));
  }

  private synchronized LogFeed newFeed(Map<String, byte[]> state, List<Schema> schemas) {
    if (state.isEmpty()) {
      streams.resetTables();
    }
    LogFeed started =
        new LogFeed(
            streams.log(),
            state,
            schemas,
            streams::encoder,
            now -> progress = Optional.of(now),
            rejects);
    feed = started;
    return started;
  }

  private void run(LogFeed to) {
    try {
      source.run(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      if (!to.stopping()) {
        EvertException known = LogFailures.translate(e);
        failure = Optional.of(Failure.of(known));
      }
    }
  }

  /** Whether the source has stopped and can not go on without somebody's doing. */
  public Optional<Failure> failure() {
    return failure;
  }

  /** How the source is. */
  public SourceStatus status() {
    LogFeed current = currentFeed();
    long changes = current == null ? 0 : current.changes();
    return new SourceStatus(name, progress, changes, rejected.get(), failure);
  }

  private synchronized @Nullable LogFeed currentFeed() {
    return feed;
  }

  /** Ends the source and waits until its thread has ended. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      if (feed != null) {
        feed.stop();
      }
      running = thread;
    }
    source.close();
    if (running != null) {
      joinUninterrupted(running);
    }
  }

  private static void joinUninterrupted(Thread running) {
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows that are there, several chunks at once, in one moment or, after failures, in
 * several. Belongs to the thread that runs the source; its own threads end with each call.
 */
public final class Snapshot {
  private final CapturedTables tables;
  private final SourceFeed feed;
  private final int connections;
  private final SnapshotPlan plan;

  /**
   * Goes on where the state says.
   *
   * @param connections how many chunks are copied at once
   * @param chunkPages how many pages a chunk has; 0 for a number that suits the table
   */
  public Snapshot(
      CapturedTables tables,
      Map<String, byte[]> state,
      SourceFeed feed,
      int connections,
      int chunkPages) {
    this.tables = tables;
    this.feed = feed;
    this.connections = connections;
    this.plan = new SnapshotPlan(tables, state, chunkPages);
  }

  /** Whether everything is copied. */
  public boolean complete() {
    return plan.complete();
  }

  /** The place for each table before which changes do not count, as the copy shows them. */
  public long[] exactFrom() {
    return plan.exactFrom();
  }

  /**
   * Plans what is to be copied in a moment.
   *
   * @param link sees the tables as they are in the moment; it keeps them from being rewritten until
   *     it is closed
   * @param exact whether changes before the moment are told by the stream too
   * @param changes takes what has to be appended before {@link #copy}
   */
  public void plan(Link link, Moment moment, boolean exact, SourceBatch changes) {
    try {
      link.execute(lock());
      plan.renew(link, moment.lsn(), exact, changes);
    } catch (SQLException e) {
      throw SqlFailure.of(e, "planning the copy of " + tables.get(0).name());
    }
  }

  private String lock() {
    String names =
        tables.all().stream()
            .map(table -> (table.partitioned() ? "" : "ONLY ") + table.name().sql())
            .collect(Collectors.joining(", "));
    return "LOCK TABLE " + names + " IN ACCESS SHARE MODE";
  }

  /**
   * Copies what is not copied yet, as it is in the moment that was planned for. Returns early if
   * the feed is stopping.
   *
   * <p>Each connection locks the tables before the first chunk, and does not wait for that: whoever
   * wants to change a table by now waits for the planner's lock, which is held until all is copied,
   * so that the server would not see that everybody waits for everybody.
   *
   * @throws EvertException {@link ErrorCode#STORE_BUSY} if somebody waits for a table: to be tried
   *     again in another moment
   */
  public void copy(Moment moment, long timeMicros) throws InterruptedException {
    List<Chunk> rest = plan.rest();
    Queue<Chunk> queue = new ConcurrentLinkedQueue<>(rest);
    SnapshotProgress progress = new SnapshotProgress(feed, tables, plan);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<ChunkCopier> copiers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(connections, rest.size()); i++) {
        ChunkCopier copier = new ChunkCopier(moment, feed, tables, progress, timeMicros);
        copiers.add(copier);
        copier.lock(lock() + " NOWAIT");
        Runnable work = () -> copy(copier, queue, failure);
        threads.add(Thread.ofPlatform().daemon().name("postgres-copy-" + i).start(work));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      copiers.forEach(ChunkCopier::close);
      threads.forEach(Snapshot::end);
    }
    rethrow(failure.get());
  }

  private static void copy(
      ChunkCopier copier, Queue<Chunk> rest, AtomicReference<@Nullable Throwable> failure) {
    try {
      copier.copy(rest);
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      rest.clear();
    }
  }

  private static void end(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.interrupt();
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws InterruptedException {
    switch (failure) {
      case null -> {}
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}

package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.sql.SQLException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** Copies chunk after chunk on a connection of its own. One thread. */
final class ChunkCopier implements AutoCloseable {
  private final Link link;
  private final SourceFeed feed;
  private final CapturedTables tables;
  private final SnapshotProgress progress;
  private final SourceBatch batch = new SourceBatch();
  private final long timeMicros;
  private volatile boolean finished;

  ChunkCopier(
      Moment moment,
      SourceFeed feed,
      CapturedTables tables,
      SnapshotProgress progress,
      long timeMicros) {
    this.link = moment.open();
    this.feed = feed;
    this.tables = tables;
    this.progress = progress;
    this.timeMicros = timeMicros;
  }

  /** Locks the tables until the copier is closed. */
  void lock(String statement) {
    try {
      link.execute(statement);
    } catch (SQLException e) {
      throw SqlFailure.of(e, "locking the tables that are copied");
    }
  }

  /** Copies until there is no chunk left, or the feed is stopping. */
  void copy(Queue<Chunk> rest) throws InterruptedException {
    for (Chunk chunk = rest.poll(); chunk != null && !feed.stopping(); chunk = rest.poll()) {
      copy(chunk);
    }
    finished = !feed.stopping();
  }

  private void copy(Chunk chunk) throws InterruptedException {
    CapturedTable table = tables.get(chunk.table());
    CopyDecoder decoder = new CopyDecoder(table, new BatchTarget(batch, chunk.table(), table));
    batch.reset().time(timeMicros);
    try {
      CopyOut copy = link.copy().copyOut(chunk.copy(table, link.version()));
      byte @Nullable [] message = copy.readFromCopy();
      while (message != null) {
        decoder.decode(message);
        if (batch.sizeBytes() >= SourceBatch.SUGGESTED_BYTES) {
          append(chunk);
          if (feed.stopping()) {
            return;
          }
        }
        message = copy.readFromCopy();
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, "copying " + chunk.leaf());
    }
    progress.finish(chunk, decoder.rows(), batch);
  }

  private void append(Chunk chunk) throws InterruptedException {
    int rows = batch.size();
    feed.append(batch);
    batch.reset();
    progress.add(chunk.table(), rows);
  }

  @Override
  public void close() {
    if (finished) {
      link.close();
    } else {
      link.abort();
    }
  }
}

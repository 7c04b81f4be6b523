package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.state.TableCopied;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import java.util.OptionalLong;

/** Remembers, in the source's state and for people to see, what is copied. For any thread. */
final class SnapshotProgress {
  private final SourceFeed feed;
  private final CapturedTables tables;
  private final SnapshotPlan plan;
  private final long[] rows;

  SnapshotProgress(SourceFeed feed, CapturedTables tables, SnapshotPlan plan) {
    this.feed = feed;
    this.tables = tables;
    this.plan = plan;
    this.rows = new long[tables.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = plan.copied(i).rows();
    }
  }

  /** So many rows of a chunk that is under way were appended. */
  synchronized void add(int table, long count) {
    rows[table] += count;
    report(table);
  }

  /**
   * Appends the last rows of a chunk, together with the state that says so. One chunk after the
   * other, so that no state overwrites a later one.
   *
   * @param count how many rows the chunk had in all
   */
  synchronized void finish(Chunk chunk, long count, SourceBatch batch) throws InterruptedException {
    int last = batch.size();
    TableCopied copied = plan.copied(chunk.table());
    copied.add(chunk.number(), count);
    batch.state(TableCopied.name(chunk.table()), copied.toBytes());
    feed.append(batch);
    rows[chunk.table()] += last;
    report(chunk.table());
  }

  private void report(int table) {
    long expected = plan.expectedRows(table);
    OptionalLong known = expected < 0 ? OptionalLong.empty() : OptionalLong.of(expected);
    String name = tables.get(table).name().toString();
    feed.report(new SourceProgress.Snapshot(name, rows[table], known));
  }
}

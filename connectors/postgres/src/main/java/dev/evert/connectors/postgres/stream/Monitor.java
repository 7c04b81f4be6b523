package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.slot.SlotStatus;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks now and then at the server beside the stream: how far behind it is, and what has gone. */
final class Monitor implements Runnable, AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;

  private final SideLink side;
  private final Origin origin;
  private final List<CapturedTable> tables;
  private final long heartbeatNanos;
  private final SourceFeed feed;
  private final Appender appender;
  private final PartitionWatch partitions;
  private final CountDownLatch end = new CountDownLatch(1);
  private long beatNanos = System.nanoTime();
  private volatile @Nullable Loss loss;
  private volatile @Nullable EvertException untold;

  /**
   * @param heartbeatMillis how often to write a message to the log; 0 for never
   */
  Monitor(
      Connector connector,
      Origin origin,
      List<CapturedTable> tables,
      long heartbeatMillis,
      SourceFeed feed,
      Appender appender,
      PartitionWatch partitions) {
    this.side = new SideLink(connector);
    this.origin = origin;
    this.tables = tables;
    this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis);
    this.feed = feed;
    this.appender = appender;
    this.partitions = partitions;
  }

  /** A table was found to be gone when the log had come to this place. */
  private record Loss(String table, long lsn) {}

  /** Starts it on a thread of its own. */
  Monitor start() {
    Thread.ofVirtual().name("postgres-monitor").start(this);
    return this;
  }

  @Override
  public void run() {
    try {
      do {
        look();
      } while (!end.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // It ends, as is wanted.
    } finally {
      side.close();
    }
  }

  private void look() {
    try {
      Link link = side.get();
      report(link);
      findLoss(link);
      findUntold(link);
      partitions.look(link);
      beat(link);
    } catch (SQLException | EvertException e) {
      // The stream has the same server and says what is wrong with it.
      side.close();
    }
  }

  private void report(Link link) throws SQLException {
    long now = link.lsn("select pg_current_wal_flush_lsn()");
    Optional<SlotStatus> status = SlotStatus.find(link, origin.slot());
    long read = appender.appendedUpTo();
    long lag = Lsn.isBefore(read, now) ? now - read : 0;
    feed.report(
        new SourceProgress.Streaming(
            lag,
            status.map(SlotStatus::retainedBytes).orElse(0L),
            appender.lastCommitMicros(),
            Lsn.format(read)));
  }

  private void findLoss(Link link) throws SQLException {
    String wanted =
        tables.stream()
            .map(table -> "(" + (table.oid() & 0xFFFF_FFFFL) + ")")
            .collect(Collectors.joining(", "));
    String missing = "not exists (select from pg_class c where c.oid = t.oid)";
    Optional<String> gone =
        link.query("select oid from (values " + wanted + ") t (oid) where " + missing);
    if (gone.isPresent() && loss == null) {
      int oid = Integer.parseUnsignedInt(gone.get());
      for (CapturedTable table : tables) {
        if (table.oid() == oid) {
          loss = new Loss(table.name().toString(), link.lsn("select pg_current_wal_flush_lsn()"));
        }
      }
    }
  }

  /** What others take out of the publication is not told by the stream, nor that it was done. */
  private void findUntold(Link link) throws SQLException {
    try {
      new Publication(origin.publication(), false).checkKept(link, origin.tables());
    } catch (EvertException e) {
      untold = e;
    }
  }

  private void beat(Link link) throws SQLException {
    if (heartbeatNanos > 0 && System.nanoTime() - beatNanos > heartbeatNanos) {
      Nudge.write(link, "evert.heartbeat");
      beatNanos = System.nanoTime();
    }
  }

  /**
   * Fails if the publication lacks something, or a table is gone and the stream has come to where
   * that was found.
   *
   * @throws EvertException {@link ErrorCode#SLOT_LOST}, or {@link ErrorCode#SCHEMA_CHANGED} naming
   *     the table
   */
  void check() throws InterruptedException {
    partitions.check(appender.appendedUpTo());
    EvertException lacking = untold;
    if (lacking != null) {
      throw lacking;
    }
    Loss found = loss;
    if (found != null && !Lsn.isBefore(appender.appendedUpTo(), found.lsn)) {
      throw new EvertException(
          ErrorCode.SCHEMA_CHANGED, "table " + found.table + " was dropped while it was followed");
    }
  }

  @Override
  public void close() {
    end.countDown();
  }
}

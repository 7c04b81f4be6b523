package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.catalog.KnownColumns;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.snapshot.Snapshot;
import dev.evert.connectors.postgres.state.Completeness;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.connectors.postgres.state.Position;
import dev.evert.connectors.postgres.stream.AuditGate;
import dev.evert.connectors.postgres.stream.Backoff;
import dev.evert.connectors.postgres.stream.Follower;
import dev.evert.spi.Surroundings;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a source: copies what is not copied yet, then follows the changes. One thread. */
final class Capture {
  private final Connector connector;
  private final SourceOptions options;
  private final Surroundings surroundings;
  private final AuditGate gate;
  private final SourceFeed feed;
  private final CountDownLatch closed;
  private final TableList list;
  private final CapturedTables tables;
  private final Map<String, byte[]> state;
  private final Completeness completeness;
  private final Snapshot snapshot;
  private final Backoff backoff = new Backoff();

  Capture(
      Connector connector,
      SourceOptions options,
      Surroundings surroundings,
      AuditGate gate,
      SourceFeed feed,
      CountDownLatch closed,
      TableList list,
      CapturedTables tables) {
    this.connector = connector;
    this.options = options;
    this.surroundings = surroundings;
    this.gate = gate;
    this.feed = feed;
    this.closed = closed;
    this.list = list;
    this.tables = tables;
    this.state = feed.state();
    restrict(feed.schemas());
    this.completeness = new Completeness(state, tables.size());
    this.snapshot = new Snapshot(tables, state, feed, options.connections(), options.chunkPages());
  }

  private void restrict(List<Schema> known) {
    for (int i = 0; i < tables.size(); i++) {
      tables.set(i, KnownColumns.restrict(tables.get(i), known.get(i)));
    }
  }

  void run() throws InterruptedException {
    @Nullable Origin before = Origin.read(state).orElse(null);
    if (before == null) {
      begin();
      return;
    }
    Position position = Position.read(state).orElseThrow();
    Resumption.check(connector, before, position, list);
    copy();
    follow(before, position);
  }

  private void begin() throws InterruptedException {
    Beginning beginning =
        Beginning.make(connector, options, surroundings.pipe(), list, this::waiting);
    try (Moment moment = beginning.moment()) {
      Position position = new Position(0, beginning.start());
      SourceBatch batch = new SourceBatch();
      batch.state(Origin.NAME, beginning.origin().toBytes());
      batch.state(Position.NAME, position.toBytes());
      feed.append(batch);
      copyIn(moment, !beginning.exact());
    } catch (EvertException e) {
      endure(e);
    }
    copy();
    follow(beginning.origin(), new Position(0, beginning.start()));
  }

  private void copy() throws InterruptedException {
    while (!completeness.complete() && !snapshot.complete() && !ending()) {
      try (Moment moment = Moment.now(connector, this::waiting)) {
        copyIn(moment, true);
      } catch (EvertException e) {
        endure(e);
      }
    }
  }

  /**
   * Copies what is not copied yet as it is in a moment.
   *
   * @param exact whether the stream tells changes before the moment too
   */
  private void copyIn(Moment moment, boolean exact) throws InterruptedException {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, surroundings.clock().instant());
    SourceBatch batch = new SourceBatch();
    batch.time(micros);
    try (Link leader = moment.open()) {
      Publication publication = SlotNames.publication(options, surroundings.pipe());
      List<CapturedTable> seen = TableList.read(leader, list.relations(), publication);
      Widening.apply(leader, seen, tables, batch);
      snapshot.plan(leader, moment, exact, batch);
      completeness.raise(moment.lsn(), batch);
      feed.append(batch);
      snapshot.copy(moment, micros);
    } catch (SQLException e) {
      throw SqlFailure.of(e, "looking up tables at " + connector.settings());
    }
  }

  private void follow(Origin origin, Position position) throws InterruptedException {
    try (Follower follower =
        new Follower(
                connector,
                origin,
                tables,
                snapshot.exactFrom(),
                position,
                completeness,
                gate,
                options.heartbeatMillis(),
                feed,
                surroundings.scratch())
            .start()) {
      while (!ending()) {
        try {
          follower.follow();
        } catch (EvertException e) {
          endure(e);
        }
      }
    }
  }

  private void waiting(String reason) {
    feed.report(new SourceProgress.Waiting(reason));
  }

  private boolean ending() {
    return feed.stopping() || closed.getCount() == 0;
  }

  /** Waits before the next attempt, if there is any use in one. */
  private void endure(EvertException failure) throws InterruptedException {
    if (ending()) {
      return;
    }
    if (!failure.transientFailure()) {
      throw failure;
    }
    long waitMillis = backoff.nextMillis();
    feed.report(new SourceProgress.Reconnecting(failure.describe(), waitMillis));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    while (!ending() && System.nanoTime() < end) {
      closed.await(Math.min(waitMillis, 100), TimeUnit.MILLISECONDS);
    }
  }
}

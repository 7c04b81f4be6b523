package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.catalog.KnownColumns;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Lineage;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.slot.SlotFailure;
import dev.evert.connectors.postgres.snapshot.Snapshot;
import dev.evert.connectors.postgres.state.Completeness;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.connectors.postgres.state.Position;
import dev.evert.connectors.postgres.stream.AuditGate;
import dev.evert.connectors.postgres.stream.Follower;
import dev.evert.connectors.postgres.stream.Resumption;
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
import java.util.Optional;

/** One run of a source: copies what is not copied yet, then follows the changes. One thread. */
final class Capture {
  private final Connector connector;
  private final SourceOptions options;
  private final Surroundings surroundings;
  private final AuditGate gate;
  private final SourceFeed feed;
  private final Endurance endurance;
  private final TableList list;
  private final CapturedTables tables;
  private final Map<String, byte[]> state;
  private final Completeness completeness;
  private final Snapshot snapshot;

  Capture(
      Connector connector,
      SourceOptions options,
      Surroundings surroundings,
      AuditGate gate,
      SourceFeed feed,
      Endurance endurance,
      TableList list,
      CapturedTables tables) {
    this.connector = connector;
    this.options = options;
    this.surroundings = surroundings;
    this.gate = gate;
    this.feed = feed;
    this.endurance = endurance;
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
    Optional<Origin> before = Origin.read(state);
    if (before.isEmpty()) {
      Optional<Beginning> beginning = endurance.result(this::beginning);
      if (beginning.isPresent()) {
        begin(beginning.get());
      }
      return;
    }
    Position position = Position.read(state).orElseThrow();
    list.checkSame(before.get().tables());
    int timeline = Lineage.timeline(state);
    copy(before.get(), timeline, position);
    follow(before.get(), timeline, position);
  }

  private Beginning beginning() {
    return Beginning.make(connector, options, surroundings, list, this::waiting);
  }

  private void begin(Beginning beginning) throws InterruptedException {
    Position position = new Position(0, beginning.start());
    try (Moment moment = beginning.moment()) {
      SourceBatch batch = new SourceBatch();
      batch.state(Origin.NAME, beginning.origin().toBytes());
      batch.state(Position.NAME, position.toBytes());
      batch.state(Lineage.NAME, beginning.lineage().toBytes());
      feed.append(batch);
      copyIn(moment, !beginning.exact());
    } catch (EvertException e) {
      endurance.endure(e);
    }
    int timeline = beginning.lineage().timeline();
    copy(beginning.origin(), timeline, position);
    follow(beginning.origin(), timeline, position);
  }

  private void copy(Origin origin, int timeline, Position position) throws InterruptedException {
    while (!completeness.complete() && !snapshot.complete() && !endurance.ending()) {
      try {
        check(origin, timeline, position);
        copyNow();
      } catch (EvertException e) {
        endurance.endure(e);
      }
    }
  }

  /** A copy from another server would not be what the stream goes on from. */
  private void check(Origin origin, int timeline, Position position) {
    try (Link link = SlotFailure.openReplication(connector)) {
      Resumption.check(link, origin, timeline, position.upTo());
    } catch (SQLException e) {
      throw SqlFailure.of(e, "checking replication at " + connector.settings());
    }
  }

  private void copyNow() throws InterruptedException {
    try (Moment moment = Moment.now(connector, this::waiting)) {
      copyIn(moment, true);
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
      Publication publication = SlotNames.publication(options, surroundings);
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

  private void follow(Origin origin, int timeline, Position position) throws InterruptedException {
    try (Follower follower =
        new Follower(
                connector,
                origin,
                tables,
                snapshot.exactFrom(),
                timeline,
                position,
                completeness,
                gate,
                options.heartbeatMillis(),
                feed,
                surroundings.scratch())
            .start()) {
      while (!endurance.ending()) {
        try {
          follower.follow();
        } catch (EvertException e) {
          endurance.endure(e);
        }
      }
    }
  }

  private void waiting(String reason) {
    feed.report(new SourceProgress.Waiting(reason));
  }
}

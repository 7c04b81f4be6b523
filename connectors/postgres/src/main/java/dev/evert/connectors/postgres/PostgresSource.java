package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.connectors.postgres.stream.AuditGate;
import dev.evert.connectors.postgres.stream.Nudge;
import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Tables of one PostgreSQL database: a copy of their rows first, then their changes. */
final class PostgresSource implements Source {
  private static final int AUDIT_ATTEMPTS = 5;
  private static final long HOLD_MILLIS = 2000;

  private final Connector connector;
  private final List<PostgresUri> uris;
  private final SourceOptions options;
  private final Surroundings surroundings;
  private final AuditGate gate = new AuditGate();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable TableList list;
  private @Nullable CapturedTables tables;

  PostgresSource(
      Connector connector,
      List<PostgresUri> uris,
      SourceOptions options,
      Surroundings surroundings) {
    this.connector = connector;
    this.uris = uris;
    this.options = options;
    this.surroundings = surroundings;
  }

  @Override
  public List<SourceTable> tables() {
    return list().tables();
  }

  private synchronized TableList list() {
    TableList found = list;
    if (found == null) {
      found = TableList.read(connector, uris, SlotNames.publication(options, surroundings));
      list = found;
    }
    return found;
  }

  private synchronized CapturedTables captured() {
    CapturedTables known = tables;
    if (known == null) {
      known = new CapturedTables(list().captured());
      tables = known;
    }
    return known;
  }

  @Override
  public boolean bounded() {
    return false;
  }

  @Override
  public void run(SourceFeed feed) throws InterruptedException {
    try {
      Endurance endurance = new Endurance(feed, closed);
      Optional<TableList> found = endurance.result(this::list);
      if (found.isPresent()) {
        TableList read = found.get();
        new Capture(connector, options, surroundings, gate, feed, endurance, read, captured())
            .run();
      }
    } catch (EvertException e) {
      if (closed.getCount() > 0) {
        throw e;
      }
    }
  }

  @Override
  public SourceSnapshot snapshot() throws InterruptedException {
    for (int i = 1; i <= AUDIT_ATTEMPTS; i++) {
      gate.hold(i * HOLD_MILLIS);
      try {
        Moment moment = Moment.now(connector, _ -> {});
        if (gate.mark(moment.lsn())) {
          return audit(moment);
        }
        moment.close();
      } finally {
        gate.release();
      }
    }
    throw new EvertException(
        ErrorCode.STORE_BUSY, "no moment for an audit: transactions stay open for too long");
  }

  private SourceSnapshot audit(Moment moment) {
    AuditSnapshot snapshot = new AuditSnapshot(moment, captured());
    try (Link link = connector.open()) {
      Nudge.write(link, "evert.audit");
      return snapshot;
    } catch (SQLException e) {
      snapshot.close();
      throw SqlFailure.of(e, "marking the moment of an audit at " + connector.settings());
    }
  }

  @Override
  public void drop() {
    try (Link link = connector.open()) {
      if (options.slot().isEmpty()) {
        OwnSlot.drop(link, SlotNames.slot(surroundings, connector.settings().database()));
      }
      SlotNames.publication(options, surroundings).drop(link);
    } catch (SQLException e) {
      throw SqlFailure.of(e, "dropping slot and publication at " + connector.settings());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    connector.close();
  }
}

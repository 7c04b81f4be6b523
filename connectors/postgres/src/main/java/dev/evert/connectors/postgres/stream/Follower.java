package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Lineage;
import dev.evert.connectors.postgres.state.Completeness;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.connectors.postgres.state.Position;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the changes of a slot until the feed is stopping or the connection breaks; can be called
 * again then. Belongs to the thread that runs the source.
 */
public final class Follower implements AutoCloseable {
  private static final int WAIT_MILLIS = 200;
  private static final int MESSAGES_BETWEEN_CHECKS = 1 << 12;
  private static final int PAYLOAD = 25;

  private final Connector connector;
  private final Origin origin;
  private final CapturedTables tables;
  private final SourceFeed feed;
  private final Confirmations confirmations;
  private final Appender appender;
  private final StreamDecoder decoder;
  private final SideLink side;
  private final Monitor monitor;
  private int timeline;

  /**
   * Does not connect yet.
   *
   * @param exactFrom the place for each table before which changes do not count
   * @param timeline of the position; 0 if not known
   * @param heartbeatMillis how often to write to the log, so that it goes on; 0 for never
   */
  public Follower(
      Connector connector,
      Origin origin,
      CapturedTables tables,
      long[] exactFrom,
      int timeline,
      Position position,
      Completeness completeness,
      AuditGate gate,
      long heartbeatMillis,
      SourceFeed feed,
      Path scratch) {
    this.connector = connector;
    this.origin = origin;
    this.tables = tables;
    this.timeline = timeline;
    this.feed = feed;
    side = new SideLink(connector);
    confirmations = new Confirmations(feed, position.upTo());
    Operations operations = new Operations(origin.system());
    appender = new Appender(feed, position, gate, confirmations, operations, completeness);
    CatchUp catchUp = new CatchUp(tables, completeness, new RowLookup(side));
    ChangeWriter writer = new ChangeWriter(appender, catchUp);
    Evolution evolution = new Evolution(tables, new NewColumns(side));
    Spools spools = new Spools(scratch);
    PartitionWatch partitions = new PartitionWatch(tables.all(), feed);
    decoder = new StreamDecoder(tables, exactFrom, appender, writer, evolution, spools, partitions);
    monitor =
        new Monitor(connector, origin, tables.all(), heartbeatMillis, feed, appender, partitions);
  }

  /** Starts to look after the server beside the stream. */
  public Follower start() {
    monitor.start();
    return this;
  }

  /**
   * Follows from the last position that was appended.
   *
   * @throws EvertException {@link EvertException#transientFailure} if it may be called again
   */
  public void follow() throws InterruptedException {
    boolean binary = tables.all().stream().allMatch(CapturedTable::binary);
    long from = appender.restart();
    decoder.restart();
    try (LogStream log = LogStream.start(connector, origin, timeline, from, binary)) {
      remember(log.lineage());
      Confirmer confirmer = new Confirmer(log, confirmations, log.aliveMillis());
      confirmer.start();
      try {
        read(log, binary);
      } finally {
        confirmer.stop();
      }
    } catch (SQLException | IOException e) {
      throw SqlFailure.ofStream(e, "reading replication slot " + origin.slot());
    }
  }

  /** Before anything that is read there: the next check is against it. */
  private void remember(Lineage lineage) throws InterruptedException {
    if (lineage.timeline() != timeline) {
      SourceBatch batch = new SourceBatch();
      batch.state(Lineage.NAME, lineage.toBytes());
      feed.append(batch);
      timeline = lineage.timeline();
    }
  }

  private void read(LogStream log, boolean binary)
      throws SQLException, IOException, InterruptedException {
    for (int i = 1; ; i++) {
      byte @Nullable [] message = log.poll();
      if (message == null) {
        appender.flush();
        message = log.await(WAIT_MILLIS);
      }
      if (message == null || i % MESSAGES_BETWEEN_CHECKS == 0) {
        if (feed.stopping()) {
          appender.flush();
          return;
        }
        monitor.check();
      }
      if (message != null) {
        take(log, message);
        if (binary && decoder.needsText()) {
          return;
        }
      }
    }
  }

  private void take(LogStream log, byte[] message) throws SQLException, InterruptedException {
    if (message[0] == 'w') {
      decoder.message(message, PAYLOAD);
    } else if (message[0] == 'k') {
      appender.idle(BigEndian.getLong(message, 1));
      if (message[PAYLOAD - 8] == 1) {
        log.confirm(confirmations.confirmable());
      }
    }
  }

  @Override
  public void close() {
    monitor.close();
    side.close();
  }
}
